import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { integrationStore } from "#adapters/dynamodb/integration-store.ts";
import { secretOpener } from "#adapters/kms/sealed-secret.ts";
import { carryOutApproved } from "#test/support/carry-out-approved.ts";
import { startCredentialKey } from "#test/support/kms.ts";
import { type RestWorld, startRestWorld } from "#test/support/rest-world.ts";

const LIST = "/v1/operators/{operatorId}/integrations";
const ONE = `${LIST}/{integrationId}`;
const SECRET = "a-secret-of-the-payment-service";

let world: RestWorld;
let kms: Awaited<ReturnType<typeof startCredentialKey>>;
beforeAll(async () => {
  world = await startRestWorld();
  kms = await startCredentialKey();
});
afterAll(async () => {
  await kms.stop();
  await world.stop();
});

const create = (integrationId: string, fields: object = {}) =>
  world.call("integrations", {
    routeKey: `POST ${LIST}`,
    body: { integrationId, kind: "other", name: "Payments", owner: "Finance team", ...fields },
  });

const read = async (integrationId: string) => {
  const { body } = await world.call("integrations", {
    routeKey: `GET ${ONE}`,
    path: { integrationId },
  });
  return body;
};

const setCredential = (integrationId: string, secret = SECRET) =>
  world.call("integrations", {
    routeKey: `POST ${ONE}/credential`,
    path: { integrationId },
    headers: { "x-change-reason": "First set-up" },
    body: { secret },
  });

async function setWithTwoPeople(integrationId: string): Promise<string> {
  const asked = await setCredential(integrationId);
  const { approvalId, payloadHash } = asked.body;
  await world.call("approvals", {
    routeKey: "POST /v1/operators/{operatorId}/approvals/{approvalId}/approve",
    path: { approvalId },
    as: "security-officer",
    body: { payloadHash },
  });
  await carryOutApproved("demo-a", approvalId);
  return asked.body.payload.credential.fingerprint;
}

describe("the credential of an outside service", () => {
  it("is set by two people, and is shown to neither of them", async () => {
    await create("payments");

    const asked = await setCredential("payments");
    const before = await read("payments");
    const fingerprint = await setWithTwoPeople("payments");
    const after = await read("payments");

    expect(asked.status).toBe(202);
    expect(JSON.stringify(asked.body)).not.toContain(SECRET);
    expect(asked.body.payload.credential).toEqual({ fingerprint });
    expect(before.findings).toEqual(["credential-missing"]);
    expect(after.credential).toMatchObject({ fingerprint, setBy: "admin", ageDays: 0 });
    expect(JSON.stringify(after)).not.toMatch(/sealed|a-secret/);
    expect(after.findings).toEqual([]);
  });

  it("opens for its own operator, purpose and item, and for nothing else", async () => {
    await create("captcha");
    await setWithTwoPeople("captcha");
    const stored = await integrationStore(
      { operatorId: "demo-a" } as Parameters<typeof integrationStore>[0],
      "Directory",
    ).find("captcha");
    const sealed = stored.credential?.sealed ?? "";
    const open = secretOpener(String(process.env["CREDENTIAL_KEY_ARN"]));

    const opened = await open("demo-a", sealed, { purpose: "integration", itemId: "captcha" });

    expect(opened).toBe(SECRET);
    for (const [operatorId, purpose, itemId] of [
      ["demo-b", "integration", "captcha"],
      ["demo-a", "webhook", "captcha"],
      ["demo-a", "integration", "payments"],
    ] as const) {
      await expect(open(operatorId, sealed, { purpose, itemId })).rejects.toThrow();
    }
  });

  it("is dropped with the address that it was meant for", async () => {
    await create("moved", { url: "https://api.example.com" });
    await setWithTwoPeople("moved");

    await world.call("integrations", {
      routeKey: `PATCH ${ONE}`,
      path: { integrationId: "moved" },
      body: { url: "https://api.example.net" },
    });

    expect(await read("moved")).not.toHaveProperty("credential");
  });
});

describe("an integration", () => {
  it("is cut off at once by a security officer, who may not let it go on", async () => {
    await create("risky", { url: "http://api.example.com" });
    const route = { path: { integrationId: "risky" }, as: "security-officer" };

    const off = await world.call("integrations", { ...route, routeKey: `POST ${ONE}/disable` });
    const on = await world.call("integrations", {
      ...route,
      routeKey: `PATCH ${ONE}`,
      body: { enabled: true },
    });

    expect(off.body).toMatchObject({ enabled: false, disabledAt: expect.any(String) });
    expect(off.body.findings).toContain("url-not-https");
    expect([on.status, on.body.code]).toEqual([403, "access.forbidden"]);
  });

  it("does not exist for a neighbour", async () => {
    await create("ours");

    const answer = await world.call("integrations", {
      routeKey: `GET ${ONE}`,
      as: "neighbour",
      path: { operatorId: "demo-b", integrationId: "ours" },
    });

    expect([answer.status, answer.body.code]).toEqual([404, "integration.not-found"]);
  });
});
