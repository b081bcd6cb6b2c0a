import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  refreshStatus,
  type SignInBrowser,
  signedIn,
  signInBrowser,
} from "#test/support/local/sign-in-browser.ts";
import { aPool, type SignInWorld, startSignInWorld } from "#test/support/local/sign-in-world.ts";

const DRIVERS = aPool("drivers", { mfa: "OPTIONAL", selfSignUp: true });
const DEE = { email: "dee@example.com", password: "Violet-Tandem-4711" };
const UNKNOWN = "nobody@example.com";
const NEW_PASSWORD = "Cobalt-Meadow-88";
const CODE_LIFETIME_MS = 15 * 60_000;

let world: SignInWorld;
beforeEach(async () => {
  world = await startSignInWorld([DRIVERS]);
  await world.cognito().ensureUser({ poolId: "drivers", ...DEE, groups: [] });
});
afterEach(() => world.stop());

async function browserAt(step: string): Promise<SignInBrowser> {
  const browser = signInBrowser(world, "drivers");
  await browser.begin();
  await browser.go(step);
  return browser;
}

async function codeTo(email: string, before = 0): Promise<string> {
  const [letter] = await world.lettersTo(email, before);
  return /code is (\d{8})/.exec(letter?.text ?? "")?.[1] ?? "";
}

/** What somebody sees who does the same with a known and with an unknown address, the address itself and the form's proof left out. */
async function seenBy(email: string, step: "recovery" | "sign-up") {
  const browser = await browserAt(step);
  const asked = await browser.submit({ email });
  const wrong = await browser.submit({ email, code: "00000000", "new-password": NEW_PASSWORD });
  return [asked, wrong].map(({ status, html }) => ({
    status,
    html: html.replaceAll(email, "EMAIL").replaceAll(/name="token" value="[^"]+"/g, "TOKEN"),
  }));
}

describe("a code by mail", () => {
  it.each(["recovery", "sign-up"] as const)(
    "for a %s is promised to every address in the same words, and a wrong one is refused alike",
    async (step) => {
      const known = await seenBy(DEE.email, step);
      const unknown = await seenBy(UNKNOWN, step);

      expect(unknown).toEqual(known);
      expect(known.map(({ status }) => status)).toEqual([200, 401]);
    },
  );

  it("is sent to nobody who has no account, when the password was forgotten", async () => {
    const stranger = await browserAt("recovery");
    await stranger.submit({ email: UNKNOWN });
    const owner = await browserAt("recovery");
    await owner.submit({ email: DEE.email });
    await world.lettersTo(DEE.email);

    const letters = world.lettersTo(UNKNOWN);

    await expect(letters).rejects.toThrow("No letter");
  });

  it("can be asked for five times in a row, whether or not the address is known", async () => {
    const statuses: number[] = [];
    for (const email of [DEE.email, UNKNOWN, DEE.email, UNKNOWN, DEE.email, UNKNOWN, DEE.email]) {
      const browser = await browserAt("recovery");
      statuses.push((await browser.submit({ email })).status);
    }

    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429]);
  });
});

describe("a forgotten password", () => {
  it("is replaced with a code, and everybody who was signed in is signed out", async () => {
    const before = await signedIn(world, DEE, "drivers");
    const browser = await browserAt("recovery");
    await browser.submit({ email: DEE.email });
    const code = await codeTo(DEE.email);

    const done = await browser.submit({ email: DEE.email, code, "new-password": NEW_PASSWORD });

    expect(done.status).toBe(200);
    expect(await refreshStatus(world, before.tokens["refresh_token"] ?? "", "drivers")).toBe(400);
    expect((await before.browser.begin()).step).toBe("password");
    expect((await signedIn(world, DEE, "drivers")).page.status).toBe(401);
    const after = await signedIn(world, { ...DEE, password: NEW_PASSWORD }, "drivers");
    expect(after.page.authorizationCode).toEqual(expect.any(String));
    expect(await world.lettersTo(DEE.email, 1)).toContainEqual(
      expect.objectContaining({ subject: "Your password was changed" }),
    );
  });

  it("is replaced by a code once", async () => {
    const browser = await browserAt("recovery");
    await browser.submit({ email: DEE.email });
    const code = await codeTo(DEE.email);
    const fields = { email: DEE.email, code, "new-password": NEW_PASSWORD };
    await browser.submit(fields);
    const other = await browserAt("recovery");

    const again = await other.submit(
      { ...fields, "new-password": "Topaz-Harbour-99" },
      "recovery-code",
    );

    expect(again.status).toBe(401);
    expect((await signedIn(world, { ...DEE, password: NEW_PASSWORD }, "drivers")).page.status).toBe(
      303,
    );
  });

  it("is not replaced by a code that is too old or of another address", async () => {
    const asked = async (): Promise<{ browser: SignInBrowser; code: string }> => {
      const before = (await world.lettersTo(DEE.email).catch(() => [])).length;
      const browser = await browserAt("recovery");
      await browser.submit({ email: DEE.email });
      return { browser, code: await codeTo(DEE.email, before) };
    };
    const fields = (code: string, email = DEE.email) => ({
      email,
      code,
      "new-password": NEW_PASSWORD,
    });
    const foreign = await asked();
    const ofAnother = await foreign.browser.submit(fields(foreign.code, UNKNOWN));
    const old = await asked();
    world.advance(CODE_LIFETIME_MS);
    const tooOld = await old.browser.submit(fields(old.code));

    expect([ofAnother, tooOld].map(({ status }) => status)).toEqual([401, 401]);
  });

  it("is not replaced by one that is weak, known from leaks, or made of the address", async () => {
    const browser = await browserAt("recovery");
    await browser.submit({ email: DEE.email });
    const code = await codeTo(DEE.email);
    const choices = ["Short-1", "Password1234567!", "Dee-and-her-car-7"];

    const pages = [];
    for (const choice of choices) {
      pages.push(await browser.submit({ email: DEE.email, code, "new-password": choice }));
    }

    expect(pages.map(({ status }) => status)).toEqual([400, 400, 400]);
    expect(pages[1]?.html).toContain("known from leaks");
    expect(pages[2]?.html).toContain("must not hold your email address");
  });
});

describe("a driver", () => {
  const NEW = "new-driver@example.com";

  it("makes an account with a code, and signs in without a second factor", async () => {
    const browser = await browserAt("sign-up");
    const asked = await browser.submit({ email: NEW });
    const code = await codeTo(NEW);

    const done = await browser.submit({ email: NEW, code, "new-password": NEW_PASSWORD });

    expect([asked.status, done.status]).toEqual([200, 200]);
    const { page } = await signedIn(world, { email: NEW, password: NEW_PASSWORD }, "drivers");
    expect(page.authorizationCode).toEqual(expect.any(String));
  });

  it("who has an account already is told so by mail alone, and nothing is changed", async () => {
    const browser = await browserAt("sign-up");
    await browser.submit({ email: DEE.email });

    const [letter] = await world.lettersTo(DEE.email);

    expect(letter?.subject).toBe("You have an account");
    expect(letter?.text).not.toMatch(/\d{8}/);
    expect((await signedIn(world, DEE, "drivers")).page.status).toBe(303);
  });

  it("cannot use the code of a sign-up to set the password of an account", async () => {
    const browser = await browserAt("sign-up");
    await browser.submit({ email: NEW });
    const code = await codeTo(NEW);

    const fields = { email: DEE.email, code, "new-password": NEW_PASSWORD };
    const recovery = await browser.submit(fields, "recovery-code");
    const signUp = await browser.submit(fields, "sign-up-code");

    expect([recovery.status, signUp.status]).toEqual([401, 401]);
  });
});

it("shows the outbox to this machine's own names only", async () => {
  const browser = await browserAt("recovery");
  await browser.submit({ email: DEE.email });
  const code = await codeTo(DEE.email);

  const own = await fetch(`${world.publicUrl}/outbox`);

  expect(await own.text()).toContain(code);
  const { port } = new URL(world.publicUrl);
  expect(await statusFor(Number(port), "evil.example")).toBe(403);
});

/** `fetch` would not send another name of the host. */
async function statusFor(port: number, host: string): Promise<number | undefined> {
  const { request } = await import("node:http");
  return new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port, path: "/outbox", headers: { host } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    })
      .on("error", reject)
      .end();
  });
}
