import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminResetUserPasswordCommand,
  AdminSetUserMFAPreferenceCommand,
  AdminUserGlobalSignOutCommand,
  CognitoIdentityProviderClient,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { codeAt } from "#local/cognito/totp.ts";
import { refreshStatus, signedIn, signInBrowser } from "#test/support/local/sign-in-browser.ts";
import { aPool, type SignInWorld, startSignInWorld } from "#test/support/local/sign-in-world.ts";

const ADA = {
  email: "ada@demo-a.example",
  password: "Violet-Tandem-4711",
  totpSecret: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
};
const HALF_A_MINUTE_MS = 30_000;

let world: SignInWorld;
beforeEach(async () => {
  world = await startSignInWorld([aPool("staff")]);
  await world.cognito().ensureUser({ poolId: "staff", ...ADA, groups: [] });
});
afterEach(() => world.stop());

const admin = () =>
  new CognitoIdentityProviderClient({
    endpoint: world.cognito().endpoint,
    region: "eu-west-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
const ada = { UserPoolId: "staff", Username: ADA.email };
const codeNow = () => codeAt(ADA.totpSecret, world.now());

async function afterPassword() {
  const browser = signInBrowser(world);
  await browser.begin();
  const page = await browser.submit({ email: ADA.email, password: ADA.password });
  return { browser, page };
}

describe("the second factor of staff", () => {
  it("is asked for after the password, always", async () => {
    const { browser, page } = await afterPassword();

    const done = await browser.submit({ code: codeNow() });

    expect(page).toMatchObject({ status: 200, step: "code", authorizationCode: undefined });
    expect(done.authorizationCode).toEqual(expect.any(String));
  });

  it("cannot be left out by sending another step, or no password", async () => {
    const { browser } = await afterPassword();
    const stranger = signInBrowser(world);
    await stranger.begin();

    const skipped = await browser.submit({ "new-password": ADA.password }, "new-password");
    const enrolled = await browser.submit({ code: codeNow() }, "enrolment");
    const guessed = await stranger.submit({ code: codeNow() }, "code");

    expect([skipped, enrolled, guessed].map(({ status }) => status)).toEqual([400, 400, 400]);
  });

  it("takes a code one step early or late, and none beyond", async () => {
    const codes = [-2, -1, 1, 2].map((step) =>
      codeAt(ADA.totpSecret, world.now() + step * HALF_A_MINUTE_MS),
    );
    const statuses: number[] = [];

    for (const code of codes) {
      const { browser } = await afterPassword();
      statuses.push((await browser.submit({ code })).status);
    }

    expect(statuses).toEqual([401, 303, 303, 401]);
  });

  it("never takes a code twice, nor one from before the last", async () => {
    const earlier = codeAt(ADA.totpSecret, world.now() - HALF_A_MINUTE_MS);
    const code = codeNow();
    const first = await afterPassword();
    await first.browser.submit({ code });
    const { browser } = await afterPassword();

    const again = await browser.submit({ code });
    const before = await browser.submit({ code: earlier });

    expect([again.status, before.status]).toEqual([401, 401]);
    expect(again.html).toContain("was used already");
    expect(before.html).toBe(again.html);
  });

  it("survives a restart: a code that was used stays used", async () => {
    const code = codeNow();
    const first = await afterPassword();
    await first.browser.submit({ code });
    await world.restart();
    const { browser } = await afterPassword();

    const again = await browser.submit({ code });

    expect(again.status).toBe(401);
  });

  it("blocks the account when codes are guessed, though the password is right each time", async () => {
    const wrong = codeAt(ADA.totpSecret, 0);
    for (let guess = 0; guess < 5; guess++) {
      const { browser } = await afterPassword();
      await browser.submit({ code: wrong });
    }

    const { page } = await afterPassword();

    expect(page.status).toBe(429);
  });
});

describe("somebody who was invited", () => {
  it("chooses a password and enrols a second factor at the first sign-in", async () => {
    const Username = "bob@demo-a.example";
    await admin().send(
      new AdminCreateUserCommand({
        UserPoolId: "staff",
        Username,
        UserAttributes: [
          { Name: "email", Value: Username },
          { Name: "email_verified", Value: "true" },
        ],
      }),
    );
    const [letter] = await world.lettersTo(Username);
    const [, temporary = ""] = /temporary password (\S+)/.exec(letter?.text ?? "") ?? [];
    const browser = signInBrowser(world);
    await browser.begin();

    const choice = await browser.submit({ email: Username, password: temporary });
    const leaked = await browser.submit({ "new-password": "Password1234567!" });
    const enrolment = await browser.submit({ "new-password": "Cobalt-Meadow-88" });
    const [, secret = ""] = /<code>([A-Z2-7]+)<\/code>/.exec(enrolment.html) ?? [];
    const wrong = await browser.submit({ code: codeAt(secret, 0) });
    const done = await browser.submit({ code: codeAt(secret, world.now()) });

    expect([choice.step, leaked.step, enrolment.step]).toEqual([
      "new-password",
      "new-password",
      "enrolment",
    ]);
    expect(leaked.html).toContain("known from leaks");
    expect(enrolment.html).toContain("<svg");
    expect(wrong).toMatchObject({ status: 401, step: "enrolment" });
    expect(done.authorizationCode).toEqual(expect.any(String));
    const again = signInBrowser(world);
    await again.begin();
    expect(await again.submit({ email: Username, password: temporary })).toMatchObject({
      status: 401,
    });
    expect(await again.submit({ email: Username, password: "Cobalt-Meadow-88" })).toMatchObject({
      step: "code",
    });
  });

  it("has a day for it", async () => {
    const Username = "eve@demo-a.example";
    const TemporaryPassword = "Amber-Lantern-31";
    await admin().send(
      new AdminCreateUserCommand({
        UserPoolId: "staff",
        Username,
        TemporaryPassword,
        MessageAction: "SUPPRESS",
      }),
    );
    world.advance(25 * 3_600_000);
    const browser = signInBrowser(world);
    await browser.begin();

    const page = await browser.submit({ email: Username, password: TemporaryPassword });

    expect(page.status).toBe(401);
  });

  it("is not invited with a password that is refused to everybody", async () => {
    const invitation = admin().send(
      new AdminCreateUserCommand({
        UserPoolId: "staff",
        Username: "joe@demo-a.example",
        TemporaryPassword: "Password1234567!",
      }),
    );

    await expect(invitation).rejects.toMatchObject({ name: "InvalidPasswordException" });
  });
});

describe("an administrator", () => {
  it("shuts somebody out: no sign-in, no refresh, no browser session, as if the password were wrong", async () => {
    const { tokens, browser } = await signedIn(world, ADA);
    const waiting = signInBrowser(world);
    await waiting.begin();
    const halfWay = signInBrowser(world);
    await halfWay.begin();
    await halfWay.submit({ email: ADA.email, password: ADA.password });

    await admin().send(new AdminDisableUserCommand(ada));

    const wrong = await waiting.submit({ email: ADA.email, password: "Wrong-Password-1" });
    const right = await waiting.submit({ email: ADA.email, password: ADA.password });
    expect(right).toEqual(wrong);
    expect(right.status).toBe(401);
    expect((await halfWay.submit({ code: codeNow() })).status).toBe(400);
    expect(await refreshStatus(world, tokens["refresh_token"] ?? "")).toBe(400);
    expect((await browser.begin()).step).toBe("password");
    expect((await browser.openAccount()).status).toBe(401);
    await admin().send(new AdminEnableUserCommand(ada));
    expect((await afterPassword()).page.step).toBe("code");
  });

  it("deletes somebody, whose tokens are worth nothing then", async () => {
    const { tokens } = await signedIn(world, ADA);

    await admin().send(new AdminDeleteUserCommand(ada));

    expect(await refreshStatus(world, tokens["refresh_token"] ?? "")).toBe(400);
    expect((await afterPassword()).page.status).toBe(401);
    await expect(admin().send(new AdminDeleteUserCommand(ada))).rejects.toMatchObject({
      name: "UserNotFoundException",
    });
  });

  it("signs somebody out everywhere, who may come in again", async () => {
    const { tokens, browser } = await signedIn(world, ADA);
    expect(await refreshStatus(world, tokens["refresh_token"] ?? "")).toBe(200);

    await admin().send(new AdminUserGlobalSignOutCommand(ada));

    expect(await refreshStatus(world, tokens["refresh_token"] ?? "")).toBe(400);
    expect((await browser.begin()).step).toBe("password");
    expect((await afterPassword()).page.step).toBe("code");
  });

  it("takes a lost second factor away: the next sign-in enrols another one", async () => {
    await admin().send(
      new AdminSetUserMFAPreferenceCommand({
        ...ada,
        SoftwareTokenMfaSettings: { Enabled: false },
      }),
    );

    const { page } = await afterPassword();

    expect(page.step).toBe("enrolment");
    expect(page.html).not.toContain(ADA.totpSecret);
  });

  it("has somebody set a new password, by a code", async () => {
    await admin().send(new AdminResetUserPasswordCommand(ada));
    const [letter] = await world.lettersTo(ADA.email);
    const { browser, page } = await afterPassword();

    const done = await browser.submit({
      email: ADA.email,
      code: /code is (\d+)/.exec(letter?.text ?? "")?.[1] ?? "",
      "new-password": "Cobalt-Meadow-88",
    });

    expect(page.step).toBe("recovery-code");
    expect(done.status).toBe(200);
    const { tokens } = await signedIn(world, { ...ADA, password: "Cobalt-Meadow-88" });
    expect(tokens["access_token"]).toEqual(expect.any(String));
  });
});

describe("a refresh token", () => {
  it("is worth nothing once it is revoked", async () => {
    const { tokens } = await signedIn(world, ADA);
    const refreshToken = tokens["refresh_token"] ?? "";

    const revocation = await fetch(`${world.publicUrl}/oidc/staff/oauth2/revoke`, {
      method: "POST",
      body: new URLSearchParams({ client_id: "console-client", token: refreshToken }),
    });

    expect(revocation.status).toBe(200);
    expect(await refreshStatus(world, refreshToken)).toBe(400);
  });
});

it("writes nothing about anybody into the log", async () => {
  await signedIn(world, ADA);
  await fetch(`${world.publicUrl}/oidc/staff/oauth2/token`, { method: "POST", body: "x" });

  expect(world.log.join()).not.toMatch(/ada|demo-a|Violet/);
});
