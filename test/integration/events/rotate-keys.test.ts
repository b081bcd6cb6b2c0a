import {
  DynamoDBClient,
  PutItemCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { GenerateDataKeyCommand, KMSClient, ReEncryptCommand } from "@aws-sdk/client-kms";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { keys } from "#adapters/dynamodb/keys.ts";
import { aCharger } from "#test/support/fleet.ts";
import { type RestWorld, startRestWorld } from "#test/support/rest-world.ts";
import {
  passPause,
  runRotation,
  runRotationPart,
  storedRotation,
} from "#test/support/rotate-keys.ts";

const OPERATOR = "/v1/operators/{operatorId}";
const tenant = { operatorId: "demo-a", subject: "test", requestId: "test" };
const CHARGER = "CP-KEYS";

let world: RestWorld;
let made = 0;
beforeAll(async () => {
  world = await startRestWorld();
  const charger = aCharger({ operatorId: "demo-a", chargerId: CHARGER, siteId: "harbour" });
  const index = keys.chargerIndex("demo-a", CHARGER);
  await world.put("Fleet", { ...keys.charger("demo-a", CHARGER), ...index, ...charger });
});
afterAll(() => world?.stop());
/** Time does not go back between tests: what is held in memory would seem younger than it is. */
let clock = Date.now();
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: clock });
});
afterEach(() => {
  clock = Date.now() + 6 * 60_000;
  vi.useRealTimers();
});

/** One of everything that is sealed: a driver, a card, a command, a faulty message, an event of a charger, a request. */
async function sealSome() {
  made++;
  const contact = { email: `rotated-${made}@example.org`, name: `Rotated ${made}` };
  const { body: driver } = await world.call("drivers", {
    routeKey: `POST ${OPERATOR}/drivers`,
    as: "support",
    body: { language: "tr", ...contact },
  });
  const tokenId = `ROTATED-TAG-${made}`;
  const { body: token } = await world.call("tokens", {
    routeKey: `POST ${OPERATOR}/tokens`,
    body: { tokenId, label: "Blue card", groupId: "CREW" },
  });
  const { body: command } = await world.call("commands", {
    routeKey: `POST ${OPERATOR}/chargers/{chargerId}/commands`,
    path: { chargerId: CHARGER },
    body: { action: "Reset", payload: { type: "Soft" }, ocppVersion: "ocpp1.6" },
  });
  const { body: request } = await world.call("data-requests", {
    routeKey: `POST ${OPERATOR}/data-requests`,
    as: "support",
    body: {
      driverId: driver.driverId,
      type: "INFO",
      details: "Please tell me",
      identity: { method: "call-back", facts: ["phone", "plate"] },
    },
  });
  const { sealerOf } = await import("#functions/shared/privacy.ts");
  const seal = (place: { table: string; pk: string; sk: string; attribute: string }) =>
    sealerOf(tenant).seal({ subjectId: "operator", purpose: "raw-message" }, place, "what it said");
  const raw = keys.rawMessage("demo-a", CHARGER, "2026-03-01T10:00:00.000Z", String(made));
  const event = keys.reportedEvent("demo-a", CHARGER, "2026-03-01T10:00:00.000Z", String(made));
  const payload = await seal({ table: "Charging", ...raw, attribute: "payload" });
  const techInfo = await seal({ table: "Security", ...event, attribute: "techInfo" });
  await world.put("Charging", { ...raw, action: "StopTransaction", payload, deviations: [] });
  await world.put("Security", { ...event, operatorId: "demo-a", chargerId: CHARGER, techInfo });
  return {
    contact,
    tokenId,
    driverId: driver.driverId as string,
    tokenRef: token.tokenRef as string,
    commandId: command.commandId as string,
    dataRequestId: request.dataRequestId as string,
    raw: { table: "Charging", ...raw, attribute: "payload" },
    event: { table: "Security", ...event, attribute: "techInfo" },
  };
}

type Sealed = Awaited<ReturnType<typeof sealSome>>;

/** Everything that was sealed is read as what it was, by who had nothing to do with the rotation. */
async function expectReadable(sealed: Sealed): Promise<void> {
  // What environments hold of keys is over.
  vi.setSystemTime(Date.now() + 6 * 60_000);
  const reason = "Tests that keys were rotated";
  const reveal = (resource: string, path: string, ids: Record<string, string>, body?: object) =>
    world.call(resource, {
      routeKey: `POST ${OPERATOR}/${path}/reveal`,
      as: "data-protection-officer",
      path: ids,
      headers: { "x-access-reason": reason },
      ...(body && { body: { reason, ...body } }),
    });
  const { driverId, tokenRef, commandId, dataRequestId, raw, event } = sealed;
  const driver = await reveal("drivers", "drivers/{driverId}", { driverId }, { fields: ["name"] });
  const token = await reveal("tokens", "tokens/{tokenRef}", { tokenRef });
  const command = await world.call("commands", {
    routeKey: `GET ${OPERATOR}/chargers/{chargerId}/commands/{commandId}`,
    path: { chargerId: CHARGER, commandId },
  });
  const request = await world.call("data-requests", {
    routeKey: `GET ${OPERATOR}/data-requests/{dataRequestId}`,
    as: "data-protection-officer",
    path: { dataRequestId },
  });

  expect(driver.body.profile).toEqual({ name: sealed.contact.name });
  expect(token.body).toMatchObject({ tokenId: sealed.tokenId });
  expect(command.body).toMatchObject({ payload: { type: "Soft" } });
  expect(request.body).toMatchObject({ details: "Please tell me" });
  for (const place of [raw, event]) {
    expect(await open(place, await textAt(place))).toBe("what it said");
  }
}

async function textAt({ table, pk, sk, attribute }: Sealed["raw"]): Promise<string> {
  const { itemAsItIs } = await import("#adapters/dynamodb/item-as-it-is.ts");
  const item = await itemAsItIs(table, { pk: { S: pk }, sk: { S: sk } });
  return item?.[attribute]?.S ?? "";
}

async function open(place: Sealed["raw"], text: string): Promise<string> {
  const { sealerOf } = await import("#functions/shared/privacy.ts");
  return sealerOf(tenant).open({ subjectId: "operator", purpose: "raw-message" }, place, text);
}

async function vaultKeys() {
  const { vaultStore } = await import("#adapters/dynamodb/vault-store.ts");
  return (await vaultStore("Vault").list("demo-a", 100)).items;
}

const start = (kind: "rewrap" | "reencrypt", as = "security-officer") =>
  world.call("keys", { routeKey: `POST ${OPERATOR}/key-rotations`, as, body: { kind } });

async function started(kind: "rewrap" | "reencrypt"): Promise<string> {
  const { status, body } = await start(kind);
  expect(status).toBe(202);
  return body.rotationId;
}

/** Lets the n-th write of each run fail, until a run has nothing left to fail; gives how many failed. */
async function failEachWrite(run: () => Promise<unknown>): Promise<number> {
  const send = DynamoDBClient.prototype.send;
  for (let allowed = 0; ; allowed++) {
    let writes = 0;
    const failing = function (this: DynamoDBClient, ...sent: Parameters<typeof send>) {
      if (isWrite(sent[0]) && writes++ === allowed) throw new Error("the power failed");
      return send.apply(this, sent);
    };
    const spy = vi.spyOn(DynamoDBClient.prototype, "send").mockImplementation(failing);
    const failed = await run().then(
      () => false,
      () => true,
    );
    spy.mockRestore();
    if (!failed) return allowed;
  }
}

function isWrite(command: unknown): boolean {
  return [PutItemCommand, TransactWriteItemsCommand, UpdateItemCommand].some(
    (kind) => command instanceof kind,
  );
}

describe("wrapping keys anew", () => {
  it("changes what wraps every key and nothing that is sealed", async () => {
    const sealed = await sealSome();
    const before = await vaultKeys();
    const text = await textAt(sealed.raw);

    const { state, counts } = await runRotation(await started("rewrap"));

    const after = await vaultKeys();
    expect([state, counts.keys]).toEqual(["done", before.length]);
    for (const [index, { wrapped }] of after.entries()) {
      expect(wrapped["1"]).not.toBe(before[index]?.wrapped["1"]);
    }
    expect(await textAt(sealed.raw)).toBe(text);
    await expectReadable(sealed);
  });

  it("goes on where it was interrupted, whichever write it was that failed", async () => {
    const sealed = await sealSome();
    const rotationId = await started("rewrap");

    const interruptions = await failEachWrite(() => runRotation(rotationId));

    expect(interruptions).toBeGreaterThan(4);
    expect(await storedRotation(rotationId)).toMatchObject({
      state: "done",
      counts: { keys: (await vaultKeys()).length },
    });
    await expectReadable(sealed);
  });

  it("fails where a key cannot be used, loses nothing, and can be begun again", async () => {
    const sealed = await sealSome();
    const send = KMSClient.prototype.send;
    const denying = vi.spyOn(KMSClient.prototype, "send").mockImplementation(function (
      this: KMSClient,
      ...sent: Parameters<typeof send>
    ) {
      if (!(sent[0] instanceof ReEncryptCommand)) return send.apply(this, sent);
      throw Object.assign(new Error("denied"), { name: "AccessDeniedException" });
    });

    const failed = await runRotation(await started("rewrap"));
    denying.mockRestore();
    const again = await runRotation(await started("rewrap"));

    expect([failed.state, failed.failureCode]).toEqual(["failed", "privacy.key-denied"]);
    expect(again.state).toBe("done");
    await expectReadable(sealed);
  });
});

describe("replacing keys", () => {
  it("seals everything anew, and what was copied before opens no more", async () => {
    const sealed = await sealSome();
    const copy = await textAt(sealed.raw);

    const { state, counts } = await runRotation(await started("reencrypt"));

    expect([state, counts.unreadable]).toEqual(["done", 0]);
    const sealing = (await vaultKeys()).filter(({ purpose }) => purpose !== "index");
    expect(sealing.map(({ wrapped }) => Object.keys(wrapped))).toEqual(
      sealing.map(({ newest }) => [String(newest)]),
    );
    await expectReadable(sealed);
    await expect(open(sealed.raw, copy)).rejects.toMatchObject({ code: "privacy.erased" });
  });

  it("leaves alone the key of the blind indexes: everything is found as before", async () => {
    const { tokenId, tokenRef } = await sealSome();

    await runRotation(await started("reencrypt"));

    const found = await world.call("tokens", {
      routeKey: `POST ${OPERATOR}/tokens/find`,
      body: { tokenId },
    });
    expect(found.body.tokenRef).toBe(tokenRef);
  });

  it("goes on where it was interrupted, whichever write it was that failed", async () => {
    const sealed = await sealSome();
    const rotationId = await started("reencrypt");

    const interruptions = await failEachWrite(() => runRotation(rotationId));

    expect(interruptions).toBeGreaterThan(6);
    const { state, counts } = await storedRotation(rotationId);
    expect([state, counts.unreadable]).toEqual(["done", 0]);
    await expectReadable(sealed);
  });

  it("does not undo what somebody writes meanwhile", async () => {
    const sealed = await sealSome();
    const rotationId = await started("reencrypt");
    await passPause(await runRotation(rotationId, "write-anew"));
    const name = "Corrected Meanwhile";
    const send = DynamoDBClient.prototype.send;
    let isCorrected = false;
    const spy = vi.spyOn(DynamoDBClient.prototype, "send").mockImplementation(async function (
      this: DynamoDBClient,
      ...sent: Parameters<typeof send>
    ) {
      const isRewrite =
        sent[0] instanceof UpdateItemCommand &&
        sent[0].input.Key?.["sk"]?.S === `DRIVER#${sealed.driverId}`;
      if (isRewrite && !isCorrected) {
        isCorrected = true;
        await world.call("drivers", {
          routeKey: `PATCH ${OPERATOR}/drivers/{driverId}`,
          as: "support",
          path: { driverId: sealed.driverId },
          body: { name },
        });
      }
      return send.apply(this, sent);
    } as typeof send);

    await runRotationPart(rotationId);
    spy.mockRestore();
    const { state } = await runRotation(rotationId);

    expect([isCorrected, state]).toEqual([true, "done"]);
    await expectReadable({ ...sealed, contact: { ...sealed.contact, name } });
  });

  it("finds what was stored late under an old key before that key goes", async () => {
    const sealed = await sealSome();
    const late = await textAt(sealed.raw);
    const rotationId = await started("reencrypt");
    await passPause(await runRotation(rotationId, "verify"));
    const { pk, sk, attribute } = sealed.raw;
    await world.put("Charging", { pk, sk, [attribute]: late, action: "StopTransaction" });

    const { step } = await runRotationPart(rotationId);
    const { state } = await runRotation(rotationId);

    expect([step, state]).toEqual(["write-anew", "done"]);
    await expectReadable(sealed);
  });

  it("leaves what was altered as it is, and says how much that is", async () => {
    const { raw } = await sealSome();
    const altered = `${(await textAt(raw)).slice(0, -4)}AAAA`;
    await world.put("Charging", {
      pk: raw.pk,
      sk: raw.sk,
      payload: altered,
      action: "StopTransaction",
    });

    const { state, counts } = await runRotation(await started("reencrypt"));

    expect([state, counts.unreadable]).toEqual(["done", 1]);
    expect(await textAt(raw)).toBe(altered);
    await world.put("Charging", { pk: raw.pk, sk: raw.sk, action: "StopTransaction" });
  });

  it("writes nothing that says the driver was corrected, and keeps the version that others know", async () => {
    const { driverId } = await sealSome();
    const before = await world.call("drivers", {
      routeKey: `GET ${OPERATOR}/drivers/{driverId}`,
      as: "support",
      path: { driverId },
    });

    await runRotation(await started("reencrypt"));

    const after = await world.call("drivers", {
      routeKey: `GET ${OPERATOR}/drivers/{driverId}`,
      as: "support",
      path: { driverId },
    });
    expect(after.body).toEqual(before.body);
  });

  it("waits for a key service that does not answer, and begins no new generation twice", async () => {
    const sealed = await sealSome();
    const rotationId = await started("reencrypt");
    const send = KMSClient.prototype.send;
    let asked = 0;
    const failing = vi.spyOn(KMSClient.prototype, "send").mockImplementation(function (
      this: KMSClient,
      ...sent: Parameters<typeof send>
    ) {
      if (sent[0] instanceof GenerateDataKeyCommand && asked++ === 2) {
        throw Object.assign(new Error("slow down"), { name: "ThrottlingException" });
      }
      return send.apply(this, sent);
    });

    await expect(runRotationPart(rotationId)).rejects.toMatchObject({ code: "privacy.throttled" });
    failing.mockRestore();
    const before = await vaultKeys();
    await runRotationPart(rotationId);

    const renewed = (await vaultKeys()).filter(({ purpose }) => purpose !== "index");
    expect(renewed.map(({ rotationId: by }) => by)).toEqual(renewed.map(() => rotationId));
    for (const { subjectId, purpose, newest, rotationId: by } of before) {
      const now = renewed.find((key) => key.subjectId === subjectId && key.purpose === purpose);
      if (now) expect(now.newest).toBe(by === rotationId ? newest : newest + 1);
    }
    await runRotation(rotationId);
    await expectReadable(sealed);
  });
});

describe("a rotation", () => {
  it("is begun by who may, one at a time, and shown with its progress", async () => {
    const refused = await start("rewrap", "admin");
    const rotationId = await started("rewrap");
    const second = await start("rewrap");
    await runRotation(rotationId);
    const shown = await world.call("keys", {
      routeKey: `GET ${OPERATOR}/key-rotations/{rotationId}`,
      as: "auditor",
      path: { rotationId },
    });
    const list = await world.call("keys", {
      routeKey: `GET ${OPERATOR}/key-rotations`,
      as: "data-protection-officer",
    });

    expect([refused.body.code, second.body.code]).toEqual([
      "access.forbidden",
      "key-rotation.under-way",
    ]);
    expect(shown.body).toMatchObject({ kind: "rewrap", state: "done" });
    expect(shown.body).not.toHaveProperty("position");
    expect(list.body.items[0].rotationId).toBe(rotationId);
  });
});
