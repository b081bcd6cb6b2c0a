import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { JwtVerifier } from "aws-jwt-verify";
import { SimpleJwksCache } from "aws-jwt-verify/jwk";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startCognito } from "#local/cognito/start.ts";
import type { CognitoService } from "#local/services.ts";
import { codeFlow, SignInRefusedError } from "#tools/token/code-flow.ts";

const ADMIN = { email: "admin@demo-a.example", password: "correct horse battery staple" };
const CALLBACK = "http://localhost:3000/console/";
const CLIENT = {
  clientId: "console-client",
  callbackUrls: [CALLBACK],
  logoutUrls: [CALLBACK],
  scopes: ["openid", "email"],
};

let dataDir: string;
let server: Server;
let publicUrl: string;
let cognito: CognitoService;
let log: string[];

async function start(): Promise<void> {
  log = [];
  cognito = await startCognito({
    dataDir,
    pools: ["staff", "drivers"].map((poolId) => ({
      poolId,
      clients: [CLIENT],
      groups: [],
      resourceScopes: [],
    })),
    publicUrl,
    writeLog: (line) => log.push(line),
  });
}

const staffClient = (more: object = {}) => ({
  issuer: `${publicUrl}/oidc/staff`,
  clientId: CLIENT.clientId,
  redirectUri: CALLBACK,
  scopes: CLIENT.scopes,
  ...more,
});

function verify(accessToken: string) {
  const issuer = `${publicUrl}/oidc/staff`;
  const fetcher = { fetch: async (url: string) => (await fetch(url)).arrayBuffer() };
  return JwtVerifier.create(
    { issuer, audience: null, jwksUri: `${issuer}/.well-known/jwks.json` },
    { jwksCache: new SimpleJwksCache({ fetcher }) },
  ).verify(accessToken);
}

function refresh(refreshToken: string) {
  return fetch(`${publicUrl}/oidc/staff/oauth2/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "refresh_token",
      client_id: CLIENT.clientId,
      refresh_token: refreshToken,
    }),
  });
}

/** Opens the sign-in page as a browser would, up to its form. */
async function openForm() {
  const authorize = new URL(`${publicUrl}/oidc/staff/oauth2/authorize`);
  authorize.search = new URLSearchParams({
    client_id: CLIENT.clientId,
    redirect_uri: CALLBACK,
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
  dataDir = await mkdtemp(join(tmpdir(), "chargeward-cognito-"));
  server = createServer((request, response) => {
    if (!cognito.handler(request, response)) response.writeHead(404).end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  publicUrl = `http://localhost:${(server.address() as AddressInfo).port}`;
  await start();
});

afterEach(async () => {
  await cognito.stop();
  server.close();
  server.closeAllConnections();
  await rm(dataDir, { recursive: true });
});

describe("signing in to the local staff pool", () => {
  it("gives an access token as Cognito's, which aws-jwt-verify accepts", async () => {
    const { subject } = await cognito.ensureUser({
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
      iss: `${publicUrl}/oidc/staff`,
      jti: expect.any(String),
      exp: expect.any(Number),
    });
  });

  it("keeps people, keys and refresh tokens through a restart", async () => {
    await cognito.ensureUser({ poolId: "staff", ...ADMIN, groups: [] });
    const { accessToken, refreshToken = "" } = await codeFlow(staffClient(), ADMIN);

    await cognito.stop();
    await start();

    const refreshed = await refresh(refreshToken);
    expect(refreshed.status).toBe(200);
    await expect(verify(accessToken)).resolves.toMatchObject({ token_use: "access" });
  });

  it("knows the same person again, whatever the case of the email", async () => {
    const first = await cognito.ensureUser({ poolId: "staff", ...ADMIN, groups: [] });

    const second = await cognito.ensureUser({
      poolId: "staff",
      email: "Admin@Demo-A.example",
      password: "another one",
      groups: [],
    });

    expect(second).toEqual(first);
    await expect(codeFlow(staffClient(), ADMIN)).resolves.toBeDefined();
  });

  it("refuses a wrong password, an unknown person and the person of another pool alike", async () => {
    await cognito.ensureUser({ poolId: "staff", ...ADMIN, groups: [] });
    await cognito.ensureUser({
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
    await cognito.ensureUser({ poolId: "staff", ...ADMIN, groups: [] });
    for (let attempt = 0; attempt < 5; attempt++) {
      await codeFlow(staffClient(), { ...ADMIN, password: "wrong" }).catch(() => undefined);
    }

    const right = codeFlow(staffClient(), ADMIN);

    await expect(right).rejects.toBeInstanceOf(SignInRefusedError);
  });

  it("sends nobody to an address that the client did not register", async () => {
    const answer = await fetch(
      `${publicUrl}/oidc/staff/oauth2/authorize?client_id=${CLIENT.clientId}&redirect_uri=http://evil.example&response_type=code&scope=openid`,
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
      body: new URLSearchParams({ token, email, password: "wrong" }),
    });

    expect(answer.status).toBe(401);
    expect(await answer.text()).not.toContain("<script");
  });

  it("refuses a form that it did not make", async () => {
    await cognito.ensureUser({ poolId: "staff", ...ADMIN, groups: [] });
    const { url, cookie } = await openForm();

    const answer = await fetch(url, {
      method: "POST",
      headers: { cookie },
      redirect: "manual",
      body: new URLSearchParams({ ...ADMIN, token: "guessed" }),
    });

    expect(answer.status).toBe(403);
  });

  it("is for the browser that began the sign-in only", async () => {
    const { url } = await openForm();

    const answer = await fetch(url);

    expect(answer.status).toBe(400);
  });

  it("leaves what is not below /oidc/ to others", async () => {
    const answer = await fetch(`${publicUrl}/health`);

    expect(answer.status).toBe(404);
    expect(await answer.text()).toBe("");
  });
});
