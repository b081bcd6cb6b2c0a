import {
  DeleteItemCommand,
  DynamoDBClient,
  PutItemCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { keys } from "#adapters/dynamodb/keys.ts";
import { runErasure } from "#test/support/erase-driver.ts";
import { type RestWorld, startRestWorld } from "#test/support/rest-world.ts";

const OPERATOR = "/v1/operators/{operatorId}";
const DRIVERS = `${OPERATOR}/drivers`;
const REQUESTS = `${OPERATOR}/data-requests`;
const DPO = "data-protection-officer";
const STARTED_AT = "2026-03-01T10:00:00.000Z";

let world: RestWorld;
let made = 0;
beforeAll(async () => {
  world = await startRestWorld();
});
afterAll(() => world?.stop());

/** A driver with a card, a bill and a consent. */
async function aDriverWhoCharged(): Promise<{
  driverId: string;
  sessionId: string;
  tokenRef: string;
}> {
  const { body: driver } = await world.call("drivers", {
    routeKey: `POST ${DRIVERS}`,
    as: "support",
    body: {
      language: "tr",
      name: "Planted Name",
      email: `planted-${++made}@example.org`,
      plates: ["34 PLT 56"],
    },
  });
  const { driverId } = driver;
  const tokenRef = `${"abcdefghijklmnopqrstuvwxy"}${"abcdefghijklmnop"[made]}`;
  const sessionId = `${"sssssssssssssssssssssssss"}${"abcdefghijklmnop"[made]}`;
  const operatorId = "demo-a";
  await world.put("Charging", {
    ...keys.token(operatorId, tokenRef),
    operatorId,
    tokenRef,
    subjectId: `token-${made}`,
    driverId,
    version: 1,
  });
  await world.put("People", {
    ...keys.driverToken(operatorId, driverId, tokenRef),
    operatorId,
    driverId,
    tokenRef,
    attachedAt: STARTED_AT,
  });
  await world.put("Charging", {
    ...keys.session(operatorId, sessionId),
    operatorId,
    sessionId,
    chargerId: "CP-1",
    siteId: "harbour",
    connectorId: 1,
    state: "ended",
    startedAt: STARTED_AT,
    energyWh: 9000,
    cost: { amountMinor: 450, currency: "EUR" },
    tokenRef,
    stopTokenRef: tokenRef,
    flags: [],
  });
  const { handler } = await import("../../../functions/events/file-driver-session/handler.ts");
  await handler({ detail: { operatorId, sessionId } }, { awsRequestId: "file" } as never);
  return { driverId, sessionId, tokenRef };
}

async function anEraseRequest(driverId: string): Promise<string> {
  const { status, body } = await world.call("data-requests", {
    routeKey: `POST ${REQUESTS}`,
    as: "support",
    body: {
      driverId,
      type: "ERASE",
      details: "Please forget the planted name",
      identity: { method: "call-back", facts: ["phone", "plate"] },
    },
  });
  expect(status).toBe(201);
  return body.dataRequestId;
}

const erase = (dataRequestId: string) =>
  world.call("data-requests", {
    routeKey: `POST ${REQUESTS}/{dataRequestId}/erase`,
    as: DPO,
    path: { dataRequestId },
  });

const readRequest = async (dataRequestId: string) =>
  (
    await world.call("data-requests", {
      routeKey: `GET ${REQUESTS}/{dataRequestId}`,
      as: DPO,
      path: { dataRequestId },
    })
  ).body;

async function expectErased(about: {
  driverId: string;
  sessionId: string;
  tokenRef: string;
  dataRequestId: string;
}): Promise<void> {
  const { driverId, dataRequestId, sessionId, tokenRef } = about;
  const request = await readRequest(dataRequestId);
  expect(request).toMatchObject({
    state: "done",
    receipt: {
      done: [
        { what: "personal-fields", count: 3 },
        { what: "search-entries", count: 2 },
        { what: "keys-of-subjects", count: 2 },
        { what: "tokens", count: 1 },
        { what: "sessions-pseudonymised", count: 1 },
      ],
    },
  });
  expect(request).not.toHaveProperty("details");
  const { body: driver } = await world.call("drivers", {
    routeKey: `GET ${DRIVERS}/{driverId}`,
    as: "support",
    path: { driverId },
  });
  expect(driver).toMatchObject({ state: "erased", masked: {} });
  const everything = await world.everything();
  const text = JSON.stringify(everything);
  expect(text).not.toContain(tokenRef);
  const session = everything.find((item) => JSON.stringify(item).includes(`"${sessionId}"`));
  expect(session).toMatchObject({ energyWh: { N: "9000" } });
  expect(JSON.stringify(session)).not.toContain(driverId);
}

describe("an erasure", () => {
  it("leaves a bill that names nobody, a receipt and a certificate, and nothing else", async () => {
    const about = await aDriverWhoCharged();
    const dataRequestId = await anEraseRequest(about.driverId);

    const { status } = await erase(dataRequestId);
    await runErasure("demo-a", about.driverId);

    expect(status).toBe(202);
    await expectErased({ ...about, dataRequestId });
    const { body } = await world.call("data-requests", {
      routeKey: `GET ${OPERATOR}/destruction-certificates`,
      as: "auditor",
    });
    expect(body.items[0]).toMatchObject({ driverId: about.driverId, cause: "request" });
  });

  it("makes what was sealed unreadable, also in a copy from before", async () => {
    const { driverId } = await aDriverWhoCharged();
    const { driverStore } = await import("#adapters/dynamodb/driver-store.ts");
    const { sealedProfiles } = await import("#adapters/dynamodb/sealed-profile.ts");
    const { sealerOf, indexOf } = await import("#functions/shared/privacy.ts");
    const tenant = { operatorId: "demo-a", subject: "restore", requestId: "r" };
    const profiles = sealedProfiles({ sealer: sealerOf(tenant), indexOf });
    const copy = await driverStore(tenant, "People").find(driverId);
    const before = await profiles.open(copy);

    await erase(await anEraseRequest(driverId));
    await runErasure("demo-a", driverId);

    expect(before.name).toBe("Planted Name");
    await expect(profiles.open(copy)).rejects.toMatchObject({ code: "privacy.erased" });
  });

  it("is done once, however often it is woken", async () => {
    const about = await aDriverWhoCharged();
    const dataRequestId = await anEraseRequest(about.driverId);
    await erase(dataRequestId);
    await runErasure("demo-a", about.driverId);
    const before = await world.everything();

    await runErasure("demo-a", about.driverId);
    const again = await erase(dataRequestId);

    expect(again.body.code).toBe("driver.erased");
    expect(await world.everything()).toEqual(before);
  });

  it("goes on where it was interrupted, whichever write it was that failed", async () => {
    const about = await aDriverWhoCharged();
    const dataRequestId = await anEraseRequest(about.driverId);
    await erase(dataRequestId);
    const send = DynamoDBClient.prototype.send;
    let interruptions = 0;

    // The first run fails at its first write, the second at its second, and so on until one has nothing left to fail.
    for (let allowed = 0; ; allowed++) {
      let writes = 0;
      const failing = function (this: DynamoDBClient, ...sent: Parameters<typeof send>) {
        if (isWrite(sent[0]) && writes++ === allowed) throw new Error("the power failed");
        return send.apply(this, sent);
      };
      const spy = vi.spyOn(DynamoDBClient.prototype, "send").mockImplementation(failing);
      const failed = await runErasure("demo-a", about.driverId).then(
        () => false,
        () => true,
      );
      spy.mockRestore();
      if (!failed) break;
      interruptions++;
    }

    expect(interruptions).toBeGreaterThan(4);
    await expectErased({ ...about, dataRequestId });
  });

  it("is refused while a legal hold stands, and nothing is touched", async () => {
    const { driverId } = await aDriverWhoCharged();
    const dataRequestId = await anEraseRequest(driverId);
    await world.call("drivers", {
      routeKey: `POST ${DRIVERS}/{driverId}/legal-hold`,
      path: { driverId },
      body: { reason: "A bill is before the court" },
    });

    const { body } = await erase(dataRequestId);

    expect(body.code).toBe("driver.legal-hold");
    expect((await readRequest(dataRequestId)).state).toBe("open");
  });

  it("is refused while the driver is charging", async () => {
    const { driverId, sessionId } = await aDriverWhoCharged();
    await world.put("Charging", {
      ...keys.session("demo-a", sessionId),
      operatorId: "demo-a",
      sessionId,
      state: "active",
      startedAt: STARTED_AT,
    });

    const { body } = await erase(await anEraseRequest(driverId));

    expect(body.code).toBe("driver.has-active-session");
  });

  it("lets nothing be added to the driver from its first moment on", async () => {
    const { driverId } = await aDriverWhoCharged();
    await erase(await anEraseRequest(driverId));

    const change = await world.call("drivers", {
      routeKey: `PATCH ${DRIVERS}/{driverId}`,
      as: "support",
      path: { driverId },
      body: { name: "Back Again" },
    });
    const found = await world.call("drivers", {
      routeKey: `POST ${DRIVERS}/find`,
      as: "support",
      body: { email: `planted-${made}@example.org` },
    });

    expect([change.body.code, found.body.items]).toEqual(["driver.erased", []]);
  });
});

function isWrite(command: unknown): boolean {
  return [DeleteItemCommand, PutItemCommand, TransactWriteItemsCommand, UpdateItemCommand].some(
    (kind) => command instanceof kind,
  );
}
