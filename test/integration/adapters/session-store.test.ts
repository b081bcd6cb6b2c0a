import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SessionStore } from "#domain/charging/ports.ts";
import { startedSession } from "#domain/charging/start-session.ts";
import { startTables } from "#test/support/dynamodb.ts";
import { aBinding, aCharger } from "#test/support/fleet.ts";
import { memorySessionStore } from "#test/support/memory-session-store.ts";
import { plainSealerOf } from "#test/support/plain-sealer.ts";
import { aReading, aStart, aTariff, aToken, at } from "../../unit/domain/charging/builders.ts";

/** What the memory store promises is what DynamoDB does: both pass the same suite. */
interface Host {
  readonly store: SessionStore;
  readonly activeSessionsOfToken: () => Promise<number | undefined>;
}

const tariff = {
  ...aTariff(),
  operatorId: "demo-a",
  createdAt: at("00:00"),
  updatedAt: at("00:00"),
};
const caller = aBinding({ tariffId: "day" });
const stale = aBinding({ epoch: 6 });
const kept = {
  readings: [aReading("10:10", { energyRegisterWh: 2000 })],
  digest: "one",
  receivedAt: at("10:10"),
};

function memoryHost(): Host {
  const memory = memorySessionStore({ tokens: [aToken()], tariff, epoch: 7 });
  return {
    store: memory.store,
    activeSessionsOfToken: async () => memory.token("TAG-1")?.activeSessions,
  };
}

describe.each(["memory", "DynamoDB"] as const)("sessions in %s", (kind) => {
  let database: Awaited<ReturnType<typeof startTables>> | undefined;
  let operators = 0;

  beforeAll(async () => {
    if (kind === "DynamoDB") database = await startTables();
  });
  afterAll(() => database?.stop());

  /** Each story has an operator of its own, so that stories do not meet. */
  async function given(): Promise<Host & { readonly operatorId: string }> {
    if (kind === "memory") return { ...memoryHost(), operatorId: "demo-a" };
    operators += 1;
    const operatorId = `operator-${operators}`;
    return { ...(await dynamoHost(operatorId)), operatorId };
  }

  const session = (operatorId: string, fields = {}) =>
    startedSession({ ...aStart({ tariff: aTariff(), ...fields }), operatorId });

  it("finds the token and the tariff that a start depends on", async () => {
    const { store, operatorId } = await given();

    const facts = await store.factsForStart({
      caller: { ...caller, operatorId },
      tokenRef: "TAG-1",
      startDigest: "unheard-of",
    });

    expect(facts.token?.tokenRef).toBe("TAG-1");
    expect(facts.tariff?.tariffId).toBe("day");
    expect(facts.remembered).toBeUndefined();
  });

  it("remembers a start by its content", async () => {
    const { store, operatorId } = await given();
    const own = { ...caller, operatorId };
    await store.begin({ caller: own, session: session(operatorId), startDigest: "start-1" });

    const facts = await store.factsForStart({
      caller: own,
      tokenRef: "TAG-1",
      startDigest: "start-1",
    });

    expect(facts.remembered).toMatchObject({ transactionId: 1234, authorization: "Accepted" });
  });

  it("writes a session with its token and first reading, once", async () => {
    const { store, operatorId, activeSessionsOfToken } = await given();
    const start = { caller: { ...caller, operatorId }, session: session(operatorId) };

    const first = await store.begin({ ...start, readings: kept });
    const second = await store.begin(start);

    expect([first, second]).toEqual([undefined, "already-begun"]);
    expect(await activeSessionsOfToken()).toBe(1);
    const loaded = await store.load(operatorId, "session-1");
    expect(loaded.session).toEqual(start.session);
    expect(loaded.readings).toEqual(kept.readings);
  });

  it("refuses a second session of a token that may have one, and a stale socket, and writes nothing", async () => {
    const { store, operatorId, activeSessionsOfToken } = await given();
    const own = { ...caller, operatorId };
    await store.begin({ caller: own, session: session(operatorId) });
    const other = { sessionId: "session-2", transactionId: 1235 };

    const busy = await store.begin({ caller: own, session: session(operatorId, other) });
    const late = await store.begin({
      caller: { ...stale, operatorId },
      session: session(operatorId, { ...other, tokenRef: undefined, authorization: "Invalid" }),
    });

    expect([busy, late]).toEqual(["token-busy", "connection-not-current"]);
    expect((await store.load(operatorId, "session-2")).session).toBeUndefined();
    expect(await activeSessionsOfToken()).toBe(1);
  });

  it("never gives one transaction id to two sessions", async () => {
    const { store, operatorId } = await given();
    const own = { ...caller, operatorId };
    await store.begin({ caller: own, session: session(operatorId), startDigest: "start-1" });

    const refusal = await store.begin({
      caller: own,
      session: session(operatorId, {
        sessionId: "session-2",
        tokenRef: undefined,
        authorization: "Invalid",
      }),
      startDigest: "start-2",
    });

    expect(refusal).toBe("transaction-id-taken");
  });

  it("ends a session once, and frees its token once", async () => {
    const { store, operatorId, activeSessionsOfToken } = await given();
    const own = { ...caller, operatorId };
    const before = session(operatorId);
    await store.begin({ caller: own, session: before });
    const after = { ...before, state: "ended" as const, endedAt: at("11:00"), energyWh: 10 };

    const first = await store.replace({ before, after, caller: own, readings: kept });
    const second = await store.replace({ before, after: { ...after, energyWh: 99 }, caller: own });

    expect([first, second]).toEqual([undefined, "already-ended"]);
    expect(await activeSessionsOfToken()).toBe(0);
    expect((await store.load(operatorId, "session-1")).session?.energyWh).toBe(10);
  });

  it("lets a session that the sweep closed be corrected", async () => {
    const { store, operatorId } = await given();
    const own = { ...caller, operatorId };
    const before = session(operatorId);
    await store.begin({ caller: own, session: before });
    const swept = {
      ...before,
      state: "ended" as const,
      energyWh: 1,
      flags: ["stop-missing" as const],
    };
    await store.replace({ before, after: swept });

    const refusal = await store.replace({
      before: swept,
      after: { ...swept, energyWh: 10, flags: [] },
      caller: own,
    });

    expect(refusal).toBeUndefined();
    expect((await store.load(operatorId, "session-1")).session?.energyWh).toBe(10);
  });

  it("knows which session charges at a place until it ends", async () => {
    const { store, operatorId } = await given();
    const own = { ...caller, operatorId };
    const before = session(operatorId);
    await store.begin({ caller: own, session: before, place: "1" });
    const occupant = { sessionId: "session-1", startedAt: before.startedAt };

    const facts = await store.factsForStart({ caller: own, tokenRef: "TAG-1", place: "1" });
    const elsewhere = await store.factsForStart({ caller: own, tokenRef: "TAG-1", place: "2" });

    expect(facts.occupant).toMatchObject(occupant);
    expect(elsewhere.occupant).toBeUndefined();
    expect(await store.occupantOf(own, "1")).toMatchObject(occupant);
    expect(await store.occupantsOf(own)).toHaveLength(1);
    const after = { ...before, state: "ended" as const };
    expect(await store.replace({ before, after, caller: own })).toBeUndefined();
    expect(await store.occupantOf(own, "1")).toBeUndefined();
  });

  it("leaves a place to the session that has taken it since", async () => {
    const { store, operatorId } = await given();
    const own = { ...caller, operatorId };
    const before = session(operatorId);
    await store.begin({ caller: own, session: before, place: "1" });
    const next = session(operatorId, { sessionId: "session-2", tokenRef: undefined });
    await store.begin({ caller: own, session: next, place: "1" });

    const after = { ...before, state: "ended" as const };
    const refusal = await store.replace({ before, after, caller: own });

    expect(refusal).toBeUndefined();
    expect((await store.load(operatorId, "session-1")).session?.state).toBe("ended");
    expect(await store.occupantOf(own, "1")).toMatchObject({ sessionId: "session-2" });
  });

  it("ends a session whose token is gone", async () => {
    const { store, operatorId } = await given();
    const own = { ...caller, operatorId };
    const before = session(operatorId, { tokenRef: "TAG-GONE", authorization: "Invalid" });
    await store.begin({ caller: own, session: before });
    const running = { ...before, authorization: "Accepted" as const };

    const after = { ...running, state: "ended" as const };
    const refusal = await store.replace({ before: running, after, caller: own });

    expect(refusal).toBeUndefined();
    expect((await store.load(operatorId, "session-1")).session?.state).toBe("ended");
  });

  it("remembers a stop that named no session by its content", async () => {
    const { store, operatorId } = await given();
    const own = { ...caller, operatorId };
    const before = session(operatorId);
    await store.begin({ caller: own, session: before });

    const after = { ...before, state: "ended" as const };
    await store.replace({ before, after, caller: own, startDigest: "stop-1" });

    const question = { caller: own, tokenRef: "TAG-1", startDigest: "stop-1" };
    expect((await store.factsForStart(question)).remembered).toMatchObject({ transactionId: 1234 });
  });

  it("keeps the same reading once however often it comes", async () => {
    const { store, operatorId } = await given();

    await store.keepReadings(operatorId, "session-1", kept);
    await store.keepReadings(operatorId, "session-1", kept);

    expect((await store.load(operatorId, "session-1")).readings).toEqual(kept.readings);
  });
});

async function dynamoHost(operatorId: string): Promise<Host> {
  const { dynamoSessionStore } = await import("#adapters/dynamodb/session-store.ts");
  const { startFactsReader } = await import("#adapters/dynamodb/start-facts.ts");
  const { rawMessageStore } = await import("#adapters/dynamodb/raw-message-store.ts");
  const tables = { chargingTable: "Charging", fleetTable: "Fleet" };
  const { dynamoTokenReader } = await import("#adapters/dynamodb/token-reader.ts");
  const { dynamo, toItem } = await import("#adapters/dynamodb/client.ts");
  const { keys } = await import("#adapters/dynamodb/keys.ts");
  const { PutItemCommand } = await import("@aws-sdk/client-dynamodb");
  const put = (TableName: string, item: object) =>
    dynamo.send(new PutItemCommand({ TableName, Item: toItem(item) }));
  const charger = { ...aCharger({ epoch: 7 }), operatorId, tariffInForce: "day" };
  await put("Fleet", { ...keys.charger(operatorId, charger.chargerId), ...charger });
  await put("Charging", { ...keys.token(operatorId, "TAG-1"), ...aToken({ operatorId }) });
  await put("Charging", { ...keys.tariff(operatorId, "day"), ...tariff, operatorId });
  const findToken = dynamoTokenReader("Charging", plainSealerOf);
  return {
    store: {
      ...dynamoSessionStore(tables),
      factsForStart: startFactsReader(tables, {
        sealerOf: plainSealerOf,
        tokenRefOf: async (_, tokenId) => `ref-of-${tokenId}`,
      }),
      keepRaw: rawMessageStore("Charging", {
        sealerOf: plainSealerOf,
        tokenRefOf: async (_, tokenId) => `ref-of-${tokenId.length}`,
      }),
    },
    activeSessionsOfToken: async () => (await findToken(operatorId, "TAG-1"))?.activeSessions,
  };
}
