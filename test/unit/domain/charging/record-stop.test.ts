import { describe, expect, it } from "vitest";
import { recordStop, type StopReport } from "#domain/charging/record-stop.ts";
import { startedSession } from "#domain/charging/start-session.ts";
import { sweepStaleSessions } from "#domain/charging/sweep-stale-sessions.ts";
import { aBinding, anOperator } from "#test/support/fleet.ts";
import { memorySessionStore } from "#test/support/memory-session-store.ts";
import { aReading, aStart, aTariff, aToken, at } from "./builders.ts";

const caller = aBinding();

const aReport = (fields: Partial<StopReport> = {}): StopReport => ({
  sessionId: "session-1",
  transactionId: 1234,
  strayId: "stray-1",
  endedAt: at("11:00"),
  meterStopWh: 11_000,
  deviations: [],
  raw: { action: "StopTransaction", payload: {}, deviations: [], receivedAt: at("11:00:01") },
  ...fields,
});

async function givenCharging(epoch = 7) {
  const memory = memorySessionStore({ tokens: [aToken()], epoch });
  const session = startedSession(aStart({ tariff: aTariff() }));
  await memory.store.begin({ caller: aBinding({ epoch }), session });
  return memory;
}

describe("recordStop", () => {
  it("ends the session with its energy and cost and frees the card", async () => {
    const { store, sessions, token } = await givenCharging();

    await recordStop(aReport({ stopReason: "Local" }), caller, store);

    expect(sessions.get("session-1")).toMatchObject({
      state: "ended",
      endedAt: at("11:00"),
      energyWh: 10_000,
      cost: { amountMinor: 500, currency: "EUR" },
      stopReason: "Local",
    });
    expect(token("TAG-1")?.activeSessions).toBe(0);
  });

  it("changes nothing when the stop comes a second time with other figures", async () => {
    const { store, sessions, token } = await givenCharging();
    await recordStop(aReport(), caller, store);
    const billed = sessions.get("session-1");

    await recordStop(aReport({ meterStopWh: 99_000, endedAt: at("12:00") }), caller, store);

    expect(sessions.get("session-1")).toBe(billed);
    expect(token("TAG-1")?.activeSessions).toBe(0);
  });

  it("keeps a stop that fits no session word for word, and bills nothing", async () => {
    const { store, sessions, raw } = await givenCharging();

    const session = await recordStop(aReport({ sessionId: "session-of-nobody" }), caller, store);

    expect(session).toBeUndefined();
    expect(raw).toHaveLength(1);
    expect(sessions.get("session-1")?.state).toBe("active");
  });

  it("refuses a stop from a socket that a newer one has replaced", async () => {
    const { store, sessions } = await givenCharging(8);

    await expect(recordStop(aReport(), caller, store)).rejects.toMatchObject({
      code: "connection.not-current",
    });

    expect(sessions.get("session-1")?.state).toBe("active");
  });
});

describe("sweepStaleSessions", () => {
  const active = (operator = anOperator()) => ({
    async *operators() {
      yield operator;
    },
    async *begunBefore() {
      yield "session-1";
    },
  });
  const dayLater = new Date(Date.parse(at("10:00")) + 25 * 3_600_000).toISOString();

  it("closes a session that was silent for the operator's limit, at its last reading, flagged", async () => {
    const { store, sessions, token } = await givenCharging();
    await store.keepReadings("demo-a", "session-1", {
      readings: [aReading("10:20", { energyRegisterWh: 4000 })],
      digest: "a",
      receivedAt: at("10:20"),
    });

    const closed = await sweepStaleSessions(dayLater, { active: active(), sessions: store });

    expect(closed).toBe(1);
    expect(sessions.get("session-1")).toMatchObject({
      state: "ended",
      endedAt: at("10:20"),
      energyWh: 3000,
      flags: ["stop-missing"],
    });
    expect(token("TAG-1")?.activeSessions).toBe(0);
  });

  it("leaves a long session alone whose meter still speaks", async () => {
    const { store, sessions } = await givenCharging();
    const justNow = new Date(Date.parse(dayLater) - 60_000).toISOString();
    await store.keepReadings("demo-a", "session-1", {
      readings: [{ sampledAt: justNow, energyRegisterWh: 9000 }],
      digest: "a",
      receivedAt: justNow,
    });

    const closed = await sweepStaleSessions(dayLater, { active: active(), sessions: store });

    expect(closed).toBe(0);
    expect(sessions.get("session-1")?.state).toBe("active");
  });

  it("lets the real stop correct what the sweep had closed", async () => {
    const { store, sessions } = await givenCharging();
    await sweepStaleSessions(dayLater, { active: active(), sessions: store });

    await recordStop(aReport(), caller, store);

    expect(sessions.get("session-1")).toMatchObject({
      energyWh: 10_000,
      endedAt: at("11:00"),
      flags: [],
    });
  });
});
