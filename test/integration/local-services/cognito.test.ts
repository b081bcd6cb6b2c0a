import { JwtVerifier } from "aws-jwt-verify";
import { SimpleJwksCache } from "aws-jwt-verify/jwk";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  aPool,
  CLIENT,
  type SignInWorld,
  startSignInWorld,
} from "#test/support/local/sign-in-world.ts";
import { codeFlow, refresh, SignInRefusedError } from "#tools/token/code-flow.ts";

const ADMIN = {
  email: "admin@demo-a.example",
  password: "correct horse battery staple",
  totpSecret: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
};

let world: SignInWorld;

const staffClient = () => ({
  issuer: `${world.publicUrl}/oidc/staff`,
  clientId: CLIENT.clientId,
  redirectUri: CLIENT.callbackUrls[0],
  scopes: CLIENT.scopes,
});

function verify(accessToken: string) {
  const issuer = `${world.publicUrl}/oidc/staff`;
  const fetcher = { fetch: async (url: string) => (await fetch(url)).arrayBuffer() };
  return JwtVerifier.create(
    { issuer, audience: null, jwksUri: `${issuer}/.well-known/jwks.json` },
    { jwksCache: new SimpleJwksCache({ fetcher }) },
  ).verify(accessToken);
}

/** Opens the sign-in page as a browser would, up to its form. */
async function openForm() {
  const authorize = new URL(`${world.publicUrl}/oidc/staff/oauth2/authorize`);
  authorize.search = new URLSearchParams({
    client_id: CLIENT.clientId,
    redirect_uri: CLIENT.callbackUrls[0],
    response_type: "code",
    scope: "openid",
    code_challenge: "x".repeat(43),
    code_challenge_method: "S256",
    state: "s",
  }).toString();
  const answer = await fetch(authorize, { redirect: "manual" });
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  const url = new URL(answer.headers.get("location") ?? "", authorize);
  const page = await fetch(url, { headers: { cookie } });
  return { url, cookie, page, html: await page.text() };
}

beforeEach(async () => {
  world = await startSignInWorld([aPool("staff"), aPool("drivers")]);
});
afterEach(() => world.stop());

describe("signing in to the local staff pool", () => {
  it("gives an access token as Cognito's, which aws-jwt-verify accepts", async () => {
    const { subject } = await world.cognito().ensureUser({
      poolId: "staff",
      ...ADMIN,
      groups: ["operator-admin"],
    });

    const { accessToken } = await codeFlow(staffClient(), ADMIN);

    const claims = await verify(accessToken);
    expect(claims).toMatchObject({
      sub: subject,
      username: subject,
      client_id: CLIENT.clientId,
      token_use: "access",
      "cognito:groups": ["operator-admin"],
      scope: "openid email",
      iss: `${world.publicUrl}/oidc/staff`,
      jti: expect.any(String),
      exp: expect.any(Number),
      auth_time: expect.any(Number),
      origin_jti: expect.any(String),
    });
  });

  it("names the sign-in in each of its tokens, and another one in those of another sign-in", async () => {
    await world.cognito().ensureUser({ poolId: "staff", ...ADMIN, groups: [] });
    const first = await codeFlow(staffClient(), ADMIN);
    const second = await codeFlow(staffClient(), ADMIN);

    const refreshed = await refresh(staffClient(), first.refreshToken ?? "");

    const [begun, renewed, other] = await Promise.all(
      [first, refreshed, second].map((tokens) => verify(tokens?.accessToken ?? "")),
    );
    expect(renewed?.["origin_jti"]).toBe(begun?.["origin_jti"]);
    expect(renewed?.["auth_time"]).toBe(begun?.["auth_time"]);
    expect(renewed?.jti).not.toBe(begun?.jti);
    expect(other?.["origin_jti"]).not.toBe(begun?.["origin_jti"]);
  });

  it("keeps people, keys and refresh tokens through a restart", async () => {
    await world.cognito().ensureUser({ poolId: "staff", ...ADMIN, groups: [] });
    const { accessToken, refreshToken = "" } = await codeFlow(staffClient(), ADMIN);

    await world.restart();

    await expect(refresh(staffClient(), refreshToken)).resolves.toBeDefined();
    await expect(verify(accessToken)).resolves.toMatchObject({ token_use: "access" });
  });

  it("knows the same person again, whatever the case of the email", async () => {
    const first = await world.cognito().ensureUser({ poolId: "staff", ...ADMIN, groups: [] });

    const second = await world.cognito().ensureUser({
      poolId: "staff",
      email: "Admin@Demo-A.example",
      password: "another one",
      groups: [],
    });

    expect(second).toEqual(first);
    await expect(codeFlow(staffClient(), ADMIN)).resolves.toBeDefined();
  });

  it("refuses a wrong password, an unknown person and the person of another pool alike", async () => {
    await world.cognito().ensureUser({ poolId: "staff", ...ADMIN, groups: [] });
    await world.cognito().ensureUser({
      poolId: "drivers",
      email: "driver@example.com",
      password: "secret",
      groups: [],
    });

    const attempts = [
      { ...ADMIN, password: "wrong" },
      { email: "nobody@example.com", password: "secret" },
      { email: "driver@example.com", password: "secret" },
    ];

    for (const attempt of attempts) {
      await expect(codeFlow(staffClient(), attempt)).rejects.toBeInstanceOf(SignInRefusedError);
    }
  });

  it("lets an account wait after five wrong passwords, even for the right one", async () => {
    await world.cognito().ensureUser({ poolId: "staff", ...ADMIN, groups: [] });
    for (let attempt = 0; attempt < 5; attempt++) {
      await codeFlow(staffClient(), { ...ADMIN, password: "wrong" }).catch(() => undefined);
    }

    const right = codeFlow(staffClient(), ADMIN);

    await expect(right).rejects.toBeInstanceOf(SignInRefusedError);
  });

  it("sends nobody to an address that the client did not register", async () => {
    const answer = await fetch(
      `${world.publicUrl}/oidc/staff/oauth2/authorize?client_id=${CLIENT.clientId}&redirect_uri=http://evil.example&response_type=code&scope=openid`,
      { redirect: "manual" },
    );

    expect(answer.status).toBe(400);
    expect(answer.headers.get("location")).toBeNull();
  });
});

describe("the sign-in page", () => {
  it("carries no script and allows none", async () => {
    const { page, html } = await openForm();

    expect(html).not.toContain("<script");
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(page.headers.get("cache-control")).toBe("no-store");
  });

  it("shows what was typed as text, never as markup", async () => {
    const { url, cookie, html } = await openForm();
    const [, token = ""] = /name="token" value="([^"]+)"/.exec(html) ?? [];
    const email = `"><script>alert(1)</script>`;

    const answer = await fetch(url, {
      method: "POST",
      headers: { cookie },
      body: new URLSearchParams({ step: "password", token, email, password: "wrong" }),
    });

    expect(answer.status).toBe(401);
    expect(await answer.text()).not.toContain("<script");
  });

  it("refuses a form that it did not make", async () => {
    await world.cognito().ensureUser({ poolId: "staff", ...ADMIN, groups: [] });
    const { url, cookie } = await openForm();

    const answer = await fetch(url, {
      method: "POST",
      headers: { cookie },
      redirect: "manual",
      body: new URLSearchParams({ ...ADMIN, step: "password", token: "guessed" }),
    });

    expect(answer.status).toBe(403);
  });

  it("is for the browser that began the sign-in only", async () => {
    const { url } = await openForm();

    const answer = await fetch(url);

    expect(answer.status).toBe(400);
  });

  it("leaves what is not below /oidc/ to others", async () => {
    const answer = await fetch(`${world.publicUrl}/health`);

    expect(answer.status).toBe(404);
    expect(await answer.text()).toBe("");
  });
});
