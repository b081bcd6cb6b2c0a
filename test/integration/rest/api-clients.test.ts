import { DeleteUserPoolClientCommand } from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { keys } from "#adapters/dynamodb/keys.ts";
import { anApiClient, inDays, putApiClient } from "#test/support/api-clients.ts";
import { mockAppClients } from "#test/support/app-clients.ts";
import { type RestWorld, startRestWorld } from "#test/support/rest-world.ts";

const OPERATOR = "/v1/operators/{operatorId}";
const LIST = `${OPERATOR}/api-clients`;
const ONE = `${LIST}/{clientId}`;

let world: RestWorld;
let apps: ReturnType<typeof mockAppClients>;
beforeAll(async () => {
  apps = mockAppClients();
  world = await startRestWorld();
  for (const siteId of ["quay", "station"]) {
    await world.call("sites", {
      routeKey: `POST ${OPERATOR}/sites`,
      body: { siteId, name: siteId },
    });
  }
});
beforeEach(() => {
  apps.mock.resetHistory();
});
afterAll(() => world.stop());

const wish = (fields: object = {}) => ({
  name: "Reports",
  owner: "Finance team",
  permissions: ["sites:read"],
  expiresAt: inDays(90),
  ...fields,
});
const create = (fields: object = {}, headers: Record<string, string> = {}) =>
  world.call("api-clients", {
    routeKey: `POST ${LIST}`,
    headers: { "x-change-reason": "A new report", ...headers },
    body: wish(fields),
  });
const read = async (clientId: string) =>
  (await world.call("api-clients", { routeKey: `GET ${ONE}`, path: { clientId } })).body;
const change = (clientId: string, body: object) =>
  world.call("api-clients", {
    routeKey: `PATCH ${ONE}`,
    path: { clientId },
    headers: { "x-change-reason": "It needs more" },
    body,
  });
const secretOf = (clientId: string, body: object = {}, as = "admin") =>
  world.call("api-clients", { routeKey: `POST ${ONE}/secret`, path: { clientId }, as, body });
const revoke = (clientId: string, as = "admin") =>
  world.call("api-clients", { routeKey: `POST ${ONE}/revoke`, path: { clientId }, as });
const sitesAs = (clientId: string, operatorId = "demo-a") =>
  world.call("sites", {
    routeKey: `GET ${OPERATOR}/sites`,
    path: { operatorId },
    as: `client:${clientId}`,
  });
const seen = ({ status, body }: { status: number; body: { code?: string } }) =>
  `${status} ${body.code ?? ""}`.trim();

describe("a program that only reads", () => {
  it("is let in by one person, who is shown its secret once", async () => {
    const key = { "idempotency-key": "the-first-report" };
    const fields = { expiresAt: inDays(90) };

    const made = await create(fields, key);
    const again = await create(fields, key);

    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      state: "active",
      createdBy: "admin",
      permissions: ["sites:read"],
      scope: "chargeward/api",
      issuer: world.programs.issuer,
      clientSecret: expect.stringContaining("secret"),
    });
    expect(again.body.clientId).toBe(made.body.clientId);
    expect(again.body).not.toHaveProperty("clientSecret");
    expect(apps.created()).toMatchObject([
      {
        UserPoolId: "eu-central-1_programs",
        ClientName: "demo-a",
        GenerateSecret: true,
        AllowedOAuthFlows: ["client_credentials"],
        AllowedOAuthScopes: ["chargeward/api"],
        AccessTokenValidity: 15,
      },
    ]);
    const shown = await read(made.body.clientId);
    expect(shown.secret.fingerprint).toMatch(/^[0-9a-f]{4}(-[0-9a-f]{4}){2}$/);
    expect(JSON.stringify(shown)).not.toContain(made.body.clientSecret);
  });

  it("may do in its operator what it was given, and is nobody in another one", async () => {
    const { clientId } = (await create()).body;

    const sites = await sitesAs(clientId);
    const sessions = await world.call("sessions", {
      routeKey: `GET ${OPERATOR}/sessions`,
      as: `client:${clientId}`,
    });

    expect(sites.status).toBe(200);
    expect(seen(sessions)).toBe("403 access.forbidden");
    expect(seen(await sitesAs(clientId, "demo-b"))).toBe("404 operator.not-found");
  });

  it("sees the things of its sites only", async () => {
    const { clientId } = (await create({ siteIds: ["quay"] })).body;

    const { body } = await sitesAs(clientId);

    expect(body.items.map(({ siteId }: { siteId: string }) => siteId)).toEqual(["quay"]);
  });

  it("has its last use taken down, and stands in the registry of what can get in", async () => {
    const { clientId } = (await create({ expiresAt: inDays(20) })).body;
    const registry = async () => {
      const { body } = await world.call("integrations", {
        routeKey: `GET ${OPERATOR}/integrations`,
      });
      return body.items.find((each: { integrationId: string }) => each.integrationId === clientId);
    };
    const before = await registry();

    await sitesAs(clientId);

    expect(before).not.toHaveProperty("lastSuccessAt");
    expect(await registry()).toMatchObject({
      kind: "api-client",
      owner: "Finance team",
      scopes: ["sites:read"],
      enabled: true,
      lastSuccessAt: expect.any(String),
      findings: ["expires-soon"],
      credential: { setBy: "admin", ageDays: 0 },
      managedAt: `/v1/operators/demo-a/api-clients/${clientId}`,
    });
  });
});

describe("nobody makes a program that", () => {
  it.each([
    ["lasts longer than a year", { expiresAt: inDays(366) }, "422 api-client.invalid"],
    ["is over", { expiresAt: inDays(-1) }, "422 api-client.invalid"],
    ["approves", { permissions: ["tariffs:approve"] }, "422 api-client.invalid"],
    ["makes programs", { permissions: ["api-clients:write"] }, "422 api-client.invalid"],
    ["acts above the operators", { permissions: ["operators:read"] }, "422 api-client.invalid"],
    [
      "has sites for what has none",
      { permissions: ["tokens:read"], siteIds: ["quay"] },
      "422 api-client.invalid",
    ],
    [
      "unites duties",
      { permissions: ["audit:attest", "sites:write"] },
      "409 access.duties-conflict",
    ],
    ["may do more than they", { permissions: ["refunds:request"] }, "403 access.forbidden"],
    ["is of another operator", { operatorId: "demo-b" }, "400 request.invalid"],
    ["counts on a site that is not there", { siteIds: ["moon"] }, "400 request.invalid"],
  ])("%s", async (_, fields, refusal) => {
    const answer = await create(fields);

    expect(seen(answer)).toBe(refusal);
    expect(apps.created()).toEqual([]);
  });
});

describe("a change of a program", () => {
  it("counts from its next request on where it may do less, and needs nobody else", async () => {
    const { clientId } = (await create({ permissions: ["sites:read", "sessions:read"] })).body;

    const answer = await change(clientId, { permissions: ["sessions:read"], name: "Sessions" });

    expect(answer.body).toMatchObject({ name: "Sessions", permissions: ["sessions:read"] });
    expect(seen(await sitesAs(clientId))).toBe("403 access.forbidden");
  });

  it.each([
    ["what it may do", { permissions: ["sites:read", "sites:write"] }],
    ["how long", { expiresAt: inDays(200) }],
    ["where", { siteIds: ["quay", "station"] }],
    ["where without end", { siteIds: null }],
  ])("waits for a second person where it widens %s of one that writes", async (what, body) => {
    const clientId = `writer-${what.length}`;
    const permissions = ["sites:write"] as const;
    await putApiClient(world, { clientId, permissions, siteIds: ["quay"] });
    const wider =
      "permissions" in body ? { ...body, permissions: ["sites:write", "chargers:write"] } : body;

    const answer = await change(clientId, wider);

    expect([answer.status, answer.body.action]).toEqual([202, "api-clients.write-scopes"]);
    expect(await read(clientId)).toMatchObject({ permissions, siteIds: ["quay"], version: 1 });
  });

  it("is not made to one that is over", async () => {
    await putApiClient(world, { clientId: "gone", expiresAt: inDays(-1) });

    expect(seen(await change("gone", { expiresAt: inDays(10) }))).toBe("409 api-client.ended");
    expect(seen(await secretOf("gone"))).toBe("409 api-client.ended");
  });
});

describe("a new secret", () => {
  it("is a new client beside the old one, until the overlap is over", async () => {
    const { clientId } = (await create()).body;

    const { status, body } = await secretOf(clientId, { overlapSeconds: 600 });

    expect(status).toBe(201);
    expect(body).toMatchObject({ replaces: clientId, permissions: ["sites:read"] });
    expect(body.clientSecret).toEqual(expect.any(String));
    expect((await sitesAs(clientId)).status).toBe(200);
    expect((await sitesAs(body.clientId)).status).toBe(200);
    const before = await read(clientId);
    expect(before).toMatchObject({ replacedBy: body.clientId, state: "active" });
    const leftSeconds = (Date.parse(before.expiresAt) - Date.now()) / 1000;
    expect(leftSeconds).toBeLessThanOrEqual(600);
    expect(apps.removed()).toEqual([]);
    expect(seen(await secretOf(clientId))).toBe("409 api-client.ended");
  });

  it("without overlap ends the old one at once", async () => {
    const { clientId } = (await create()).body;

    const { body } = await secretOf(clientId, { overlapSeconds: 0 });

    expect(seen(await sitesAs(clientId))).toBe("404 operator.not-found");
    expect((await sitesAs(body.clientId)).status).toBe(200);
    expect((await read(clientId)).state).toBe("replaced");
    expect(apps.removed()).toEqual([clientId]);
  });

  it("does not lengthen its life", async () => {
    await putApiClient(world, { clientId: "short", expiresAt: inDays(1) });

    const { body } = await secretOf("short");

    expect(body.expiresAt).toBe((await read(body.clientId)).expiresAt);
    expect(Date.parse(body.expiresAt)).toBeLessThanOrEqual(Date.parse(inDays(1)));
  });

  it("is none of theirs who may not do what the program may", async () => {
    await putApiClient(world, { clientId: "payer", permissions: ["refunds:request"] });

    expect(seen(await secretOf("payer"))).toBe("403 access.forbidden");
    expect(apps.created()).toEqual([]);
  });
});

describe("a program that is cut off", () => {
  it("is refused with its next request, whatever token it holds, and leaves a signal", async () => {
    const { clientId } = (await create()).body;
    const before = await sitesAs(clientId);

    const answer = await revoke(clientId, "security-officer");

    expect(before.status).toBe(200);
    expect(answer.body).toMatchObject({ state: "revoked", revokedBy: "security-officer" });
    expect(seen(await sitesAs(clientId))).toBe("404 operator.not-found");
    expect(apps.removed()).toEqual([clientId]);
    expect(await world.signals("demo-a", "access.right-ended")).toContainEqual(
      expect.objectContaining({ subject: `client:${clientId}` }),
    );
  });

  it("stays cut off where it could not be removed at once", async () => {
    const { clientId } = (await create()).body;
    apps.mock.on(DeleteUserPoolClientCommand).rejectsOnce(new Error("throttled"));

    const answer = await revoke(clientId);

    expect(answer.body.state).toBe("revoked");
    expect((await sitesAs(clientId)).status).toBe(404);
  });

  it("is refused as soon as it has expired", async () => {
    await putApiClient(world, { clientId: "late", expiresAt: new Date().toISOString() });

    expect(seen(await sitesAs("late"))).toBe("404 operator.not-found");
  });

  it("is refused before anybody has fetched its secret", async () => {
    const { issuedAt, fingerprint, ...unissued } = anApiClient({ clientId: "early" });
    await world.put("Directory", { ...keys.apiClient("demo-a", "early"), ...unissued });

    expect(seen(await sitesAs("early"))).toBe("404 operator.not-found");
  });
});
