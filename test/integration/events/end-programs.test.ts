import { DeleteUserPoolClientCommand } from "@aws-sdk/client-cognito-identity-provider";
import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { fromItem, toItem } from "#adapters/dynamodb/client.ts";
import { keys } from "#adapters/dynamodb/keys.ts";
import type { ApiClient } from "#domain/access/api-client.ts";
import { inDays, putApiClient } from "#test/support/api-clients.ts";
import { mockAppClients } from "#test/support/app-clients.ts";
import { aContext } from "#test/support/lambda-context.ts";
import { aMember } from "#test/support/members.ts";
import { type RestWorld, startRestWorld } from "#test/support/rest-world.ts";

const MEMBER = "/v1/operators/{operatorId}/members/{subject}";

let world: RestWorld;
let apps: ReturnType<typeof mockAppClients>;
beforeAll(async () => {
  apps = mockAppClients();
  world = await startRestWorld();
});
beforeEach(() => {
  apps.mock.resetHistory();
});
afterAll(() => world.stop());

const runDuties = async () => {
  const { handler } = await import("#functions/events/run-access-duties/handler.ts");
  await (handler as (event: unknown, context: unknown) => Promise<unknown>)({}, aContext());
};
const stored = async (clientId: string) => {
  const { dynamo } = await import("#adapters/dynamodb/client.ts");
  const Key = toItem(keys.apiClient("demo-a", clientId));
  const { Item = {} } = await dynamo.send(new GetItemCommand({ TableName: "Directory", Key }));
  return { client: fromItem<ApiClient>(Item), ttl: Number(Item["ttl"]?.N ?? 0) };
};

describe("a program that is over", () => {
  it("is removed where it got its tokens, once, and others are left alone", async () => {
    await putApiClient(world, { clientId: "expired", expiresAt: inDays(-1) });
    await putApiClient(world, { clientId: "revoked", revokedAt: inDays(-1) });
    await putApiClient(world, { clientId: "working" });

    await runDuties();
    await runDuties();

    expect(apps.removed().toSorted()).toEqual(["expired", "revoked"]);
    const { client, ttl } = await stored("expired");
    expect(client).toMatchObject({ removedAt: expect.any(String), changedBy: "#system" });
    expect(ttl * 1000).toBeGreaterThan(Date.parse(inDays(89)));
    expect((await stored("working")).client).not.toHaveProperty("removedAt");
  });

  it("keeps no other from being removed, and is tried again", async () => {
    await putApiClient(world, { clientId: "stubborn", expiresAt: inDays(-1) });
    await putApiClient(world, { clientId: "willing", expiresAt: inDays(-1) });
    apps.mock
      .on(DeleteUserPoolClientCommand, { ClientId: "stubborn" })
      .rejectsOnce(new Error("throttled"));

    await expect(runDuties()).rejects.toThrow("duties failed");
    await runDuties();

    expect(apps.removed().toSorted()).toEqual(["stubborn", "stubborn", "willing"]);
  });

  it("is no failure where the token service knows it no more", async () => {
    await putApiClient(world, { clientId: "unknown", expiresAt: inDays(-1) });
    const gone = Object.assign(new Error("gone"), { name: "ResourceNotFoundException" });
    apps.mock.on(DeleteUserPoolClientCommand, { ClientId: "unknown" }).rejects(gone);

    await runDuties();

    expect((await stored("unknown")).client.removedAt).toEqual(expect.any(String));
  });
});

describe("the programs of a leaver", () => {
  it("end with the next run of the duties, and what they owned waits for a new owner", async () => {
    await world.put("Directory", {
      ...keys.membership("demo-a", "leaver"),
      ...aMember({ scope: "demo-a", subject: "leaver", role: "operator-admin" }),
    });
    await putApiClient(world, { clientId: "made", createdBy: "leaver" });
    await putApiClient(world, { clientId: "answered-for", owner: "leaver" });
    await putApiClient(world, { clientId: "of-others" });
    await putApiClient(world, {
      clientId: "long-over",
      createdBy: "leaver",
      expiresAt: inDays(-1),
    });
    await world.call("integrations", {
      routeKey: "POST /v1/operators/{operatorId}/integrations",
      body: { integrationId: "psp", kind: "psp", name: "PSP", owner: "leaver" },
    });

    const { body } = await world.call("members", {
      routeKey: `POST ${MEMBER}/disable`,
      path: { subject: "leaver" },
      as: "security-officer",
    });
    await runDuties();

    const targetsOf = (name: string) =>
      body.leaving.steps.find(({ step }: { step: string }) => step === name).targets;
    expect(targetsOf("revoke-api-clients").toSorted()).toEqual(["answered-for", "made"]);
    expect(targetsOf("hand-over")).toEqual(["psp"]);
    const sites = (clientId: string) =>
      world.call("sites", {
        routeKey: "GET /v1/operators/{operatorId}/sites",
        as: `client:${clientId}`,
      });
    expect((await sites("made")).status).toBe(404);
    expect((await sites("answered-for")).status).toBe(404);
    expect((await sites("of-others")).status).toBe(200);
    expect(apps.removed()).toEqual(expect.arrayContaining(["made", "answered-for"]));
    const after = await world.call("members", {
      routeKey: `GET ${MEMBER}`,
      path: { subject: "leaver" },
    });
    const done = after.body.leaving.steps.filter(({ doneAt }: { doneAt?: string }) => doneAt);
    expect(done.map(({ step }: { step: string }) => step)).toContain("revoke-api-clients");
  });
});
