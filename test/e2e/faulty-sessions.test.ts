import { beforeAll, describe, expect, inject, it } from "vitest";
import type { OcppVersion } from "#ocpp/actions.ts";
import { badFrames, FAR_FUTURE, nested } from "#test/support/bad-frames.ts";
import { createCharger, createToken, onlySessionOf, unique } from "#test/support/demo-fleet.ts";
import { secondsAgo } from "#test/support/past.ts";
import { connectCharger } from "#test/support/raw-charger.ts";
import { type RestClient, signIn } from "#test/support/rest-client.ts";

const { local } = inject("platform");
const TOKEN = unique("FAULTY");
let rest: RestClient;

beforeAll(async () => {
  rest = await signIn(local, "admin@demo-a.example");
  await createToken(rest, { tokenId: TOKEN, maxActiveSessions: 1000 });
});

async function newCharger(version: OcppVersion) {
  const charger = await createCharger(rest);
  return { chargerId: charger.chargerId, socket: await connectCharger(local, charger, version) };
}

describe("what was stored before", () => {
  it("is still there after everything bad was sent over the same charger's connection", async () => {
    const charger = await createCharger(rest);
    const socket = await connectCharger(local, charger, "ocpp1.6");
    const start = { connectorId: 1, idTag: TOKEN, meterStart: 1_000, timestamp: secondsAgo(600) };
    const [, , started] = await socket.call("StartTransaction", start);
    const { transactionId } = started as { transactionId: number };

    for (const { text } of badFrames(TOKEN)) socket.send(text);
    socket.send(Buffer.from("binary"));
    expect(await socket.closed).toBe(1003);

    const again = await connectCharger(local, charger, "ocpp1.6");
    expect(await onlySessionOf(rest, charger.chargerId)).toMatchObject({
      state: "active",
      flags: [],
    });
    const stop = { transactionId, meterStop: 4_321, timestamp: secondsAgo(0) };
    expect(await again.call("StopTransaction", stop, "stop")).toEqual([3, "stop", {}]);
    expect(await onlySessionOf(rest, charger.chargerId)).toMatchObject({
      state: "ended",
      energyWh: 3_321,
      flags: [],
    });
    await again.close();
  });
});

describe("a fault in the content of a message that carries money", () => {
  it("is answered well-formed in a 1.6 start and stop, and flags the session", async () => {
    const { chargerId, socket } = await newCharger("ocpp1.6");

    const [type, , started] = await socket.call("StartTransaction", {
      connectorId: "1",
      idTag: TOKEN,
      meterStart: 100.4,
      timestamp: FAR_FUTURE,
      vendorExtra: "not in the schema",
    });
    const { transactionId, idTagInfo } = started as Record<string, unknown>;
    const stopped = await socket.call(
      "StopTransaction",
      { transactionId, meterStop: "2100", timestamp: "yesterday", reason: "BecauseISaidSo" },
      "stop",
    );

    expect({ type, idTagInfo, stopped }).toMatchObject({
      type: 3,
      idTagInfo: { status: "Accepted" },
      stopped: [3, "stop", {}],
    });
    expect(await onlySessionOf(rest, chargerId)).toMatchObject({
      state: "ended",
      energyWh: 2_000,
      stopReason: "Other",
      flags: expect.arrayContaining(["content-repaired", "timestamp-implausible"]),
    });
    await socket.close();
  });

  it("is answered well-formed in a 2.0.1 event, and flags the session", async () => {
    const { chargerId, socket } = await newCharger("ocpp2.0.1");
    const transactionInfo = { transactionId: unique("TX") };
    const reading = (value: unknown, timestamp: string) => [
      { timestamp, sampledValue: [{ value, measurand: "Energy.Active.Import.Register" }] },
    ];

    const started = await socket.call(
      "TransactionEvent",
      {
        eventType: "Started",
        timestamp: FAR_FUTURE,
        triggerReason: "Telepathy",
        seqNo: "0",
        transactionInfo,
        evse: { id: 1, connectorId: 1 },
        idToken: { idToken: TOKEN, type: "ISO14443" },
        meterValue: reading("1000", secondsAgo(60)),
      },
      "started",
    );
    const ended = await socket.call(
      "TransactionEvent",
      {
        eventType: "Ended",
        timestamp: new Date().toISOString(),
        triggerReason: "StopAuthorized",
        seqNo: 1,
        transactionInfo: { ...transactionInfo, stoppedReason: "Local" },
        meterValue: reading(1_750, new Date().toISOString()),
      },
      "ended",
    );

    expect(started).toMatchObject([3, "started", { idTokenInfo: { status: "Accepted" } }]);
    expect(ended).toEqual([3, "ended", {}]);
    expect(await onlySessionOf(rest, chargerId)).toMatchObject({
      state: "ended",
      energyWh: 750,
      flags: expect.arrayContaining(["content-repaired", "timestamp-implausible"]),
    });
    await socket.close();
  });

  it.each([
    ["without a payload", '[2,"m","StartTransaction"]'],
    ["with a text for a payload", '[2,"m","StartTransaction","x"]'],
    [
      "with the same key twice",
      `[2,"m","StartTransaction",{"connectorId":1,"connectorId":1,"idTag":"${TOKEN}","meterStart":0,"timestamp":"${secondsAgo(9)}"}]`,
    ],
    ["forty levels deep", `[2,"m","StartTransaction",${nested(40)}]`],
  ])("never leads to a refusal: a start %s", async (_name, text) => {
    const { chargerId, socket } = await newCharger("ocpp1.6");

    socket.send(text);

    expect(await socket.answerTo("m")).toMatchObject([
      3,
      "m",
      { transactionId: expect.any(Number), idTagInfo: { status: expect.any(String) } },
    ]);
    const { flags } = await onlySessionOf(rest, chargerId);
    expect(flags).toContain("content-repaired");
    await socket.close();
  });
});

describe("a transaction that the charger cannot name", () => {
  it("is metered and stopped by what fits, and its bill is held", async () => {
    const { chargerId, socket } = await newCharger("ocpp1.6");
    const start = { connectorId: 1, idTag: TOKEN, meterStart: 1_000, timestamp: secondsAgo(600) };
    await socket.call("StartTransaction", start);

    await socket.call("MeterValues", {
      connectorId: 1,
      transactionId: -1,
      meterValue: [{ timestamp: secondsAgo(300), sampledValue: [{ value: "2000" }] }],
    });
    const during = await onlySessionOf(rest, chargerId);
    const stop = { transactionId: -1, meterStop: 4_321, timestamp: secondsAgo(0), idTag: TOKEN };
    const stopped = await socket.call("StopTransaction", stop, "stop");
    await socket.call("StopTransaction", stop);

    expect(during).toMatchObject({ energyWh: 1_000 });
    expect(stopped).toEqual([3, "stop", {}]);
    expect(await onlySessionOf(rest, chargerId)).toMatchObject({
      state: "ended",
      energyWh: 3_321,
      billHeld: true,
      flags: ["stop-assigned"],
    });
    await socket.close();
  });

  it("is recorded though it never began, without energy that nothing proves", async () => {
    const { chargerId, socket } = await newCharger("ocpp1.6");
    const stop = { transactionId: 4_711, meterStop: 9_000_000, timestamp: secondsAgo(0) };

    for (const id of ["first", "again"]) {
      expect(await socket.call("StopTransaction", stop, id)).toEqual([3, id, {}]);
    }

    expect(await onlySessionOf(rest, chargerId)).toMatchObject({
      state: "ended",
      energyWh: 0,
      billHeld: true,
      flags: expect.arrayContaining(["start-missing"]),
    });
    await socket.close();
  });
});
