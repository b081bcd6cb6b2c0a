import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keys } from "#adapters/dynamodb/keys.ts";
import { aBinding, aCharger } from "#test/support/fleet.ts";
import { aContext } from "#test/support/lambda-context.ts";
import { type RestWorld, startRestWorld } from "#test/support/rest-world.ts";

const CHARGER = "/v1/operators/{operatorId}/chargers/{chargerId}";
const TAG = "DEMO-TAG-1";

let world: RestWorld;
let chargers = 0;
beforeAll(async () => {
  world = await startRestWorld();
});
afterAll(() => world.stop());

/** A charger that is connected, and speaks to the functions themselves. */
async function aSpeaker(version: "ocpp1.6" | "ocpp2.0.1" = "ocpp1.6") {
  chargers += 1;
  const chargerId = `CP-T${chargers}`;
  const connectionId = `socket-t${chargers}`;
  const connection = { connectionId, version, connectedAt: "2026-01-01T00:00:00.000Z" };
  const charger = aCharger({ chargerId, connection: { ...connection, sourceIp: "192.0.2.1" } });
  const index = keys.chargerIndex("demo-a", chargerId);
  await world.put("Fleet", { ...keys.charger("demo-a", chargerId), ...index, ...charger });
  const binding = aBinding({ chargerId, connectionId, version, epoch: charger.epoch });
  await world.put("Connections", { ...keys.connection(connectionId), ...binding });
  return {
    chargerId,
    async send(folder: string, text: string): Promise<unknown> {
      const { handler } = await import(`../../../functions/ocpp/${folder}/handler.ts`);
      const answer = await handler({ body: text, requestContext: { connectionId } }, aContext());
      return JSON.parse(answer.body ?? "null");
    },
    read: (path = "", as = "admin") =>
      world.call("chargers", { routeKey: `GET ${CHARGER}${path}`, path: { chargerId }, as }),
    /** What the event of a watch does. */
    async followWatch() {
      const { handler } = await import("../../../functions/events/follow-watch/handler.ts");
      const { forgetCaller } = await import("#functions/shared/caller.ts");
      await handler({ detail: { operatorId: "demo-a", chargerId } }, aContext());
      forgetCaller(connectionId);
    },
  };
}

describe("what a charger gets wrong", () => {
  it("is mended, listed with its count, and lowers the score", async () => {
    const { send, read } = await aSpeaker();
    const status = { connectorId: "1", status: "available", errorCode: "NoError" };

    const answer = await send(
      "status-notification",
      JSON.stringify([2, "7".repeat(40), "StatusNotification", status]),
    );
    const charger = await read();
    const { body } = await read("/deviations");

    expect(answer).toEqual([3, "7".repeat(40), {}]);
    expect(charger.body.connectors).toMatchObject([{ connectorId: 1, status: "Available" }]);
    expect(charger.body.conformance).toEqual({ score: 94, flags: [] });
    expect(body.items).toMatchObject([
      { kind: "message-id-long", pointer: "/frame", count: 1 },
      { kind: "spelling", pointer: "/status", sent: '"available"', losesMeaning: false },
      { kind: "wrong-type", pointer: "/connectorId", sent: "text of 1 characters" },
    ]);
  });

  it("is expected of a make that is known for it", async () => {
    const { send, read } = await aSpeaker();
    const boot = { chargePointVendor: "Legrand", chargePointModel: "EVSE" };
    const status = { connectorId: 1, status: "Available", errorCode: "Error" };

    await send("boot-notification", JSON.stringify([2, "1", "BootNotification", boot]));
    await send("status-notification", JSON.stringify([2, "2", "StatusNotification", status]));
    const charger = await read();
    const { body } = await read("/deviations");

    expect(charger.body.conformance).toEqual({ score: 100, flags: [], vendorProfile: "Legrand" });
    expect(body.items).toMatchObject([
      { kind: "spelling", known: { source: expect.stringContaining("1248") } },
    ]);
  });

  it("is flagged where something of a message that carries money is lost", async () => {
    const { send, read } = await aSpeaker();
    const start = { connectorId: 1, idTag: TAG, timestamp: "2026-01-01T10:00:00Z" };

    const answer = await send(
      "start-transaction",
      JSON.stringify([2, "1", "StartTransaction", start]),
    );

    expect(answer).toMatchObject([3, "1", { transactionId: expect.any(Number) }]);
    expect((await read()).body.conformance.flags).toEqual(["money-message-repaired"]);
  });

  it("is a number for a message id: no reason to lose money, though one to refuse anything else", async () => {
    const { send, read } = await aSpeaker();
    const timestamp = "2026-01-01T10:00:00Z";
    const start = { connectorId: 1, idTag: TAG, meterStart: 0, timestamp };

    const started = await send(
      "start-transaction",
      JSON.stringify([2, 7, "StartTransaction", start]),
    );
    const beat = await send("heartbeat", JSON.stringify([2, 8, "Heartbeat", {}]));
    const { body } = await read("/deviations");

    expect(started).toMatchObject([3, 7, { transactionId: expect.any(Number) }]);
    expect(beat).toEqual([4, 8, "ProtocolError", expect.any(String), {}]);
    expect((await read()).body.conformance.flags).toEqual([]);
    expect(body.items).toMatchObject([
      { action: "Heartbeat", kind: "message-id-number", pointer: "/frame" },
      { action: "Heartbeat", kind: "refused" },
      { action: "StartTransaction", kind: "message-id-number" },
    ]);
  });

  it("is taken down where it is refused, without what was sent", async () => {
    const { send, read } = await aSpeaker();

    const answer = await send(
      "authorize",
      JSON.stringify([2, "1", "Authorize", { idTag: TAG.repeat(9) }]),
    );
    const { body } = await read("/deviations");

    expect(answer).toEqual([4, "1", "PropertyConstraintViolation", expect.any(String), {}]);
    expect(body.items).toMatchObject([{ action: "Authorize", kind: "refused" }]);
    expect(JSON.stringify(body)).not.toContain(TAG);
  });

  it("is not believed of a socket that another one has replaced", async () => {
    const { chargerId, send, read } = await aSpeaker();
    const charger = aCharger({ chargerId, epoch: 99 });
    const index = keys.chargerIndex("demo-a", chargerId);
    await world.put("Fleet", { ...keys.charger("demo-a", chargerId), ...index, ...charger });

    await send("heartbeat", JSON.stringify([2, 1, "Heartbeat", {}]));

    expect((await read("/deviations")).body.items).toEqual([]);
    expect((await read()).body.conformance.score).toBe(100);
  });
});

describe("somebody else's transaction", () => {
  const start = { connectorId: 1, idTag: TAG, meterStart: 0, timestamp: "2026-01-01T10:00:00Z" };
  const stop = { meterStop: 5, timestamp: "2026-01-01T11:00:00Z" };

  it("is not stopped by who knows its id, and that is a security signal", async () => {
    const owner = await aSpeaker();
    const intruder = await aSpeaker();
    const started = await owner.send(
      "start-transaction",
      JSON.stringify([2, "1", "StartTransaction", start]),
    );
    const { transactionId } = Object((started as unknown[])[2]);

    const answer = await intruder.send(
      "stop-transaction",
      JSON.stringify([2, "2", "StopTransaction", { ...stop, transactionId }]),
    );

    expect(answer).toEqual([3, "2", {}]);
    expect(await world.signals("demo-a", "ocpp.foreign-transaction")).toMatchObject([
      { subject: intruder.chargerId, evidence: { transactionId: String(transactionId) } },
    ]);
  });

  it("is none where nobody has it", async () => {
    const { chargerId, send } = await aSpeaker();

    await send(
      "stop-transaction",
      JSON.stringify([2, "2", "StopTransaction", { ...stop, transactionId: -1 }]),
    );

    const signals = await world.signals("demo-a", "ocpp.foreign-transaction");
    expect(signals.filter(({ subject }) => subject === chargerId)).toEqual([]);
  });
});

describe("a charger's messages", () => {
  const watch = (chargerId: string, as = "admin") =>
    world.call("chargers", {
      routeKey: `POST ${CHARGER}/messages/watch`,
      path: { chargerId },
      body: { minutes: 5 },
      as,
    });

  it("are seen while somebody watches, cards under pseudonyms that stay the same", async () => {
    const { chargerId, send, read, followWatch } = await aSpeaker();
    await send("heartbeat", JSON.stringify([2, "before", "Heartbeat", {}]));
    const watched = await watch(chargerId, "technician-of-all");
    const byAdmin = await watch(chargerId);
    await followWatch();
    const start = { connectorId: 1, idTag: TAG, meterStart: 0, timestamp: "2026-01-01T10:00:00Z" };

    await send("authorize", JSON.stringify([2, "1", "Authorize", { idTag: TAG }]));
    await send("start-transaction", JSON.stringify([2, "2", "StartTransaction", start]));
    const { body } = await read("/messages");

    expect([watched.status, byAdmin.status]).toEqual([404, 200]);
    expect(body.watchedUntil).toBe(byAdmin.body.watchedUntil);
    expect(body.items).toMatchObject([
      { direction: "from-charger", action: "StartTransaction", request: { connectorId: 1 } },
      {
        action: "Authorize",
        request: { idTag: expect.stringMatching(/^token [0-9a-f]{8}$/) },
        response: { idTagInfo: { status: "Invalid" } },
      },
    ]);
    expect(body.items[0].request.idTag).toBe(body.items[1].request.idTag);
    expect(JSON.stringify(body)).not.toContain(TAG);
  });

  it("are not kept where nobody watches", async () => {
    const { send, read } = await aSpeaker();

    await send("heartbeat", JSON.stringify([2, "1", "Heartbeat", {}]));

    expect((await read("/messages")).body).toEqual({ items: [] });
  });

  it("are the ten newest", async () => {
    const { chargerId, send, read, followWatch } = await aSpeaker("ocpp2.0.1");
    await watch(chargerId);
    await followWatch();

    for (let index = 0; index < 12; index++) {
      await send("heartbeat", JSON.stringify([2, `${index}`, "Heartbeat", {}]));
    }

    expect((await read("/messages")).body.items).toHaveLength(10);
  });
});
