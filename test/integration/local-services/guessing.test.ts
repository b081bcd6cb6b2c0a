import { scrypt } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { signInBrowser } from "#test/support/local/sign-in-browser.ts";
import { aPool, type SignInWorld, startSignInWorld } from "#test/support/local/sign-in-world.ts";

vi.mock("node:crypto", async (original) => {
  const crypto = await original<typeof import("node:crypto")>();
  return { ...crypto, scrypt: vi.fn(crypto.scrypt) };
});

const ADA = { email: "ada@demo-a.example", password: "Violet-Tandem-4711" };
const UNKNOWN = "nobody@demo-a.example";

let world: SignInWorld;
beforeEach(async () => {
  world = await startSignInWorld([
    aPool("staff", { mfa: "OFF" }),
    aPool("drivers", { selfSignUp: true }),
  ]);
  await world.cognito().ensureUser({ poolId: "staff", ...ADA, groups: [] });
});
afterEach(() => world.stop());

async function attempt(email: string, password: string) {
  const browser = signInBrowser(world);
  await browser.begin();
  return browser.submit({ email, password });
}

const seen = ({ status, html }: { status: number; html: string }, email: string) => ({
  status,
  html: html.replaceAll(email, "EMAIL").replaceAll(/name="token" value="[^"]+"/g, "TOKEN"),
});

describe("whether somebody has an account", () => {
  it("shows neither in the answer to a wrong password nor in the work that is done for it", async () => {
    vi.mocked(scrypt).mockClear();
    const known = await attempt(ADA.email, "Wrong-Password-1");
    const workForKnown = vi.mocked(scrypt).mock.calls.map(([, , bytes, cost]) => [bytes, cost]);
    vi.mocked(scrypt).mockClear();

    const unknown = await attempt(UNKNOWN, "Wrong-Password-1");

    expect(seen(unknown, UNKNOWN)).toEqual(seen(known, ADA.email));
    expect(known.status).toBe(401);
    expect(workForKnown).toHaveLength(1);
    expect(vi.mocked(scrypt).mock.calls.map(([, , bytes, cost]) => [bytes, cost])).toEqual(
      workForKnown,
    );
  });

  it("shows neither when a code by mail is tried", async () => {
    const work = async (email: string): Promise<number> => {
      const browser = signInBrowser(world);
      await browser.begin();
      await browser.go("recovery");
      await browser.submit({ email });
      vi.mocked(scrypt).mockClear();
      await browser.submit({ email, code: "00000000", "new-password": "Cobalt-Meadow-88" });
      return vi.mocked(scrypt).mock.calls.length;
    };

    const known = await work(ADA.email);

    expect(await work(UNKNOWN)).toBe(known);
    expect(known).toBe(1);
  });

  it("shows not in how many attempts there are", async () => {
    const statuses = async (email: string): Promise<readonly number[]> => {
      const answers = [];
      for (let guess = 0; guess < 7; guess++) answers.push(await attempt(email, "Wrong"));
      return answers.map(({ status }) => status);
    };

    const known = await statuses(ADA.email);
    world.advance(24 * 3_600_000);
    const unknown = await statuses(UNKNOWN);

    expect(unknown).toEqual(known);
    expect(known).toEqual([401, 401, 401, 401, 401, 429, 429]);
  });
});

describe("guessing", () => {
  it("from one source is limited, however many accounts are tried and however many at once", async () => {
    vi.mocked(scrypt).mockClear();
    const guesses = Array.from({ length: 200 }, (_, guess) =>
      attempt(`person-${guess % 50}@demo-a.example`, "Wrong-Password-1"),
    );

    const answers = await Promise.all(guesses);

    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(195);
    expect(vi.mocked(scrypt)).toHaveBeenCalledTimes(5);
  });

  it("does not get an attempt more from being right elsewhere in between", async () => {
    for (let guess = 0; guess < 4; guess++) await attempt(UNKNOWN, "Wrong");
    await attempt(ADA.email, ADA.password);
    await attempt(UNKNOWN, "Wrong");

    const next = await attempt(UNKNOWN, "Wrong");

    expect(next.status).toBe(429);
  });

  it("keeps the owner out only as long as the pause lasts", async () => {
    for (let guess = 0; guess < 5; guess++) await attempt(ADA.email, "Wrong");
    const during = await attempt(ADA.email, ADA.password);
    world.advance(30_000);

    const after = await attempt(ADA.email, ADA.password);

    expect([during.status, after.status]).toEqual([429, 303]);
  });
});

it("offers no account where people are invited", async () => {
  const browser = signInBrowser(world);
  const page = await browser.begin();

  const signUp = await browser.go("sign-up");

  expect(page.html).not.toContain("Make an account");
  expect(signUp.status).toBe(404);
});
