import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { codeAt } from "#local/cognito/totp.ts";
import { refreshStatus, signedIn, signInBrowser } from "#test/support/local/sign-in-browser.ts";
import { aPool, type SignInWorld, startSignInWorld } from "#test/support/local/sign-in-world.ts";

const DRIVERS = aPool("drivers", { mfa: "OPTIONAL", selfSignUp: true });
const DEE = { email: "dee@example.com", password: "Violet-Tandem-4711" };
const ADA = { ...DEE, totpSecret: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ" };
const NEW_PASSWORD = "Cobalt-Meadow-88";
const HALF_A_MINUTE_MS = 30_000;

let world: SignInWorld;
beforeEach(async () => {
  world = await startSignInWorld([DRIVERS, aPool("staff")]);
  await world.cognito().ensureUser({ poolId: "drivers", ...DEE, groups: [] });
  await world.cognito().ensureUser({ poolId: "staff", ...ADA, groups: [] });
});
afterEach(() => world.stop());

describe("the page of the own account", () => {
  it("is closed to who is not signed in", async () => {
    const page = await signInBrowser(world, "drivers").openAccount();

    expect(page.status).toBe(401);
  });

  it("changes the password, which signs out everywhere", async () => {
    const { browser, tokens } = await signedIn(world, DEE, "drivers");
    await browser.openAccount();

    const done = await browser.submit(
      { password: DEE.password, "new-password": NEW_PASSWORD },
      "change-password",
    );

    expect(done.status).toBe(200);
    expect(await refreshStatus(world, tokens["refresh_token"] ?? "", "drivers")).toBe(400);
    expect((await browser.openAccount()).status).toBe(401);
    expect((await signedIn(world, DEE, "drivers")).page.status).toBe(401);
    expect((await signedIn(world, { ...DEE, password: NEW_PASSWORD }, "drivers")).page.status).toBe(
      303,
    );
  });

  it("changes no password without the one that counts now, nor to one that is known from leaks", async () => {
    const { browser } = await signedIn(world, DEE, "drivers");
    await browser.openAccount();

    const wrong = await browser.submit(
      { password: "Wrong-Password-1", "new-password": NEW_PASSWORD },
      "change-password",
    );
    const leaked = await browser.submit(
      { password: DEE.password, "new-password": "Password1234567!" },
      "change-password",
    );

    expect([wrong.status, leaked.status]).toEqual([401, 400]);
  });

  it("takes only forms of its own", async () => {
    const { browser } = await signedIn(world, DEE, "drivers");
    await browser.openAccount();

    const forged = await browser.submit(
      { token: "guessed", password: DEE.password, "new-password": NEW_PASSWORD },
      "change-password",
    );

    expect(forged.status).toBe(403);
  });

  it("lets a driver set a second factor up, and take it away with a code", async () => {
    const { browser } = await signedIn(world, DEE, "drivers");
    const offer = await browser.openAccount("enrolment");
    const [, secret = ""] = /<code>([A-Z2-7]+)<\/code>/.exec(offer.html) ?? [];
    await browser.submit({ code: codeAt(secret, world.now()) });
    const next = await signedIn(world, DEE, "drivers");
    world.advance(HALF_A_MINUTE_MS);
    await browser.openAccount();

    const wrong = await browser.submit({ code: codeAt(secret, 0) }, "remove-factor");
    await browser.submit({ code: codeAt(secret, world.now()) }, "remove-factor");

    expect(next.page.step).toBe("code");
    expect(wrong.status).toBe(401);
    expect((await signedIn(world, DEE, "drivers")).page.status).toBe(303);
  });

  it("lets nobody of the staff take a second factor away", async () => {
    const { browser } = await signedIn(world, ADA);
    const page = await browser.openAccount();
    world.advance(HALF_A_MINUTE_MS);

    const removal = await browser.submit(
      { code: codeAt(ADA.totpSecret, world.now()) },
      "remove-factor",
    );

    expect(page.html).not.toContain("second factor");
    expect(removal.status).toBe(400);
    const next = signInBrowser(world);
    await next.begin();
    expect((await next.submit({ email: ADA.email, password: ADA.password })).step).toBe("code");
  });
});
