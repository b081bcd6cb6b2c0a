import { KMSClient } from "@aws-sdk/client-kms";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { carryOutApproved } from "#test/support/carry-out-approved.ts";
import { CUSTOMER_KEY_ARN } from "#test/support/kms.ts";
import { type RestWorld, startRestWorld } from "#test/support/rest-world.ts";
import { runRotation } from "#test/support/rotate-keys.ts";

const OPERATOR = "/v1/operators/{operatorId}";
const PLATFORM_KEY_ARN = "arn:aws:kms:eu-central-1:111111111111:key/vault";
const CACHES_ARE_OVER_MS = 6 * 60_000;

let world: RestWorld;
let clock = Date.now();
beforeAll(async () => {
  world = await startRestWorld();
});
afterAll(() => world?.stop());
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: clock });
});
afterEach(() => {
  clock = Date.now() + CACHES_ARE_OVER_MS;
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const ask = (method: "DELETE" | "POST", body?: object, as = "admin") =>
  world.call("keys", {
    routeKey: `${method} ${OPERATOR}/customer-key`,
    as,
    headers: { "x-change-reason": "We hold our keys ourselves" },
    ...(body && { body }),
  });

/** Two people set the operator's own key, or take it away. */
async function setKey(keyArn: string | undefined): Promise<void> {
  const { status, body } = await (keyArn ? ask("POST", { keyArn }) : ask("DELETE"));
  expect(status).toBe(202);
  await world.call("approvals", {
    routeKey: `POST ${OPERATOR}/approvals/{approvalId}/approve`,
    as: "security-officer",
    path: { approvalId: body.approvalId },
    body: { payloadHash: body.payloadHash },
  });
  await carryOutApproved("demo-a", body.approvalId);
}

let made = 0;
const createDriver = () =>
  world.call("drivers", {
    routeKey: `POST ${OPERATOR}/drivers`,
    as: "support",
    body: { language: "tr", name: "Planted Name", email: `customer-${++made}@example.org` },
  });

const reveal = (driverId: string) =>
  world.call("drivers", {
    routeKey: `POST ${OPERATOR}/drivers/{driverId}/reveal`,
    as: "data-protection-officer",
    path: { driverId },
    body: { reason: "Tests the customer's key", fields: ["name"] },
  });

async function wrappedBy(): Promise<ReadonlySet<string>> {
  const { vaultStore } = await import("#adapters/dynamodb/vault-store.ts");
  const { items } = await vaultStore("Vault").list("demo-a", 100);
  return new Set(items.map(({ keyArn }) => keyArn));
}

async function rewrap(): Promise<string> {
  const { body } = await world.call("keys", {
    routeKey: `POST ${OPERATOR}/key-rotations`,
    as: "security-officer",
    body: { kind: "rewrap" },
  });
  return (await runRotation(body.rotationId)).state;
}

/** What KMS answers when the customer disables the key; the platform's own key keeps working. */
function disableCustomerKey(): void {
  const send = KMSClient.prototype.send;
  vi.spyOn(KMSClient.prototype, "send").mockImplementation(function (
    this: KMSClient,
    ...sent: Parameters<typeof send>
  ) {
    const { input } = sent[0] as unknown as { readonly input: Readonly<Record<string, unknown>> };
    const used = [input["KeyId"], input["SourceKeyId"], input["DestinationKeyId"]];
    if (!used.includes(CUSTOMER_KEY_ARN)) return send.apply(this, sent);
    throw Object.assign(new Error("disabled"), { name: "DisabledException" });
  });
}

describe("a KMS key of the operator's own", () => {
  it("is set by two people, wraps new keys, and old ones after a rotation", async () => {
    const { body: before } = await createDriver();

    await setKey(CUSTOMER_KEY_ARN);
    const { body: after } = await createDriver();
    const mixed = await wrappedBy();
    const state = await rewrap();

    expect([...mixed].sort()).toEqual([PLATFORM_KEY_ARN, CUSTOMER_KEY_ARN].sort());
    expect([state, ...(await wrappedBy())]).toEqual(["done", CUSTOMER_KEY_ARN]);
    vi.setSystemTime(Date.now() + CACHES_ARE_OVER_MS);
    expect((await reveal(before.driverId)).body.profile).toEqual({ name: "Planted Name" });
    expect((await reveal(after.driverId)).body.profile).toEqual({ name: "Planted Name" });
    const { body: operator } = await world.call("operators", { routeKey: `GET ${OPERATOR}` });
    expect(operator.settings.customerKeyArn).toBe(CUSTOMER_KEY_ARN);
  });

  it("shuts everything when it is disabled, with nothing half-written, and opens it when it is enabled again", async () => {
    const { body: driver } = await createDriver();
    vi.setSystemTime(Date.now() + CACHES_ARE_OVER_MS);
    const before = await personalItems();

    disableCustomerKey();
    const read = await reveal(driver.driverId);
    const write = await createDriver();
    const after = await personalItems();
    vi.restoreAllMocks();

    expect([read.status, write.status]).toEqual([503, 503]);
    expect([read.body.code, write.body.code]).toEqual(["privacy.key-denied", "privacy.key-denied"]);
    expect(after).toEqual(before);
    expect((await reveal(driver.driverId)).status).toBe(200);
    expect((await createDriver()).status).toBe(201);
  });

  it("is not taken before it was tried", async () => {
    disableCustomerKey();
    const disabled = await ask("POST", { keyArn: CUSTOMER_KEY_ARN });
    const absent = await ask("POST", { keyArn: `${CUSTOMER_KEY_ARN}-2` });

    expect([disabled.body.code, absent.body.code]).toEqual([
      "customer-key.unusable",
      "customer-key.unusable",
    ]);
  });

  it("is left again: the platform's key wraps everything after a rotation", async () => {
    await setKey(undefined);
    await createDriver();

    const state = await rewrap();

    expect([state, ...(await wrappedBy())]).toEqual(["done", PLATFORM_KEY_ARN]);
    const { body: operator } = await world.call("operators", { routeKey: `GET ${OPERATOR}` });
    expect(operator.settings).not.toHaveProperty("customerKeyArn");
  });

  it("wraps keys, too, that are being made while it is set", async () => {
    const { wrappingKeyStore } = await import("#adapters/dynamodb/wrapping-key-store.ts");
    const { transact } = await import("#adapters/dynamodb/transact.ts");
    const send = KMSClient.prototype.send;
    let isSet = false;
    vi.spyOn(KMSClient.prototype, "send").mockImplementation(async function (
      this: KMSClient,
      ...sent: Parameters<typeof send>
    ) {
      const answer = await send.apply(this, sent);
      if (!isSet) {
        isSet = true;
        const now = new Date().toISOString();
        await transact([wrappingKeyStore("Vault").set("demo-a", CUSTOMER_KEY_ARN, now)]);
      }
      return answer;
    } as typeof send);
    const { sealerOf } = await import("#functions/shared/privacy.ts");
    const place = { table: "People", pk: "demo-a", sk: "DRIVER#race", attribute: "name" };

    await sealerOf({ operatorId: "demo-a" }).seal(
      { subjectId: "race", purpose: "contact" },
      place,
      "x",
    );

    const { vaultStore } = await import("#adapters/dynamodb/vault-store.ts");
    const key = await vaultStore("Vault").find("demo-a", { subjectId: "race", purpose: "contact" });
    expect(key?.keyArn).toBe(CUSTOMER_KEY_ARN);
  });
});

/** Everything but who looked and who used what. */
async function personalItems(): Promise<readonly object[]> {
  const items = (await world.everything()) as readonly Record<string, { S?: string }>[];
  return items.filter(({ sk }) => /^(DRIVER|FIND|KEY|TOKEN)#/.test(sk?.S ?? ""));
}
