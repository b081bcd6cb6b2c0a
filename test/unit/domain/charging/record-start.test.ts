import { describe, expect, it } from "vitest";
import { recordStart, type StartReport } from "#domain/charging/record-start.ts";
import type { Tariff } from "#domain/charging/tariff.ts";
import type { Token } from "#domain/charging/token.ts";
import { aBinding } from "#test/support/fleet.ts";
import { memorySessionStore } from "#test/support/memory-session-store.ts";
import { aTariff, aToken, at } from "./builders.ts";

const tariff: Tariff = {
  ...aTariff(),
  operatorId: "demo-a",
  createdAt: at("00:00"),
  updatedAt: at("00:00"),
};

const aReport = (fields: Partial<StartReport> = {}): StartReport => ({
  startDigest: "start-1",
  connectorId: 1,
  tokenRef: "TAG-1",
  startedAt: at("10:00"),
  meterStartWh: 1000,
  receivedAt: at("10:00:01"),
  deviations: [],
  ...fields,
});

function given(options: { tokens?: readonly Token[]; epoch?: number; ids?: number[] } = {}) {
  const memory = memorySessionStore({
    tokens: options.tokens ?? [aToken()],
    tariff,
    ...(options.epoch !== undefined && { epoch: options.epoch }),
  });
  const ids = options.ids ?? [11, 12, 13, 14];
  const ports = {
    sessions: memory.store,
    newTransactionId: () => ids.shift() ?? 99,
    sessionIdOf: (transactionId: number) => `session-${transactionId}`,
    nextDigest: (startDigest: string, transactionId: number) => `${startDigest}-${transactionId}`,
  };
  return { ...memory, start: (report: StartReport) => recordStart(report, aBinding(), ports) };
}

describe("recordStart", () => {
  it("opens a session with the tariff of that moment and takes the token into use", async () => {
    const { start, sessions, token } = given();

    const answer = await start(aReport());

    expect(answer).toEqual({ status: "Accepted", transactionId: 11 });
    expect(sessions.get("session-11")).toMatchObject({
      state: "active",
      operatorId: "demo-a",
      chargerId: "CP-1",
      connectorId: 1,
      tokenRef: "TAG-1",
      startedAt: at("10:00"),
      meterStartWh: 1000,
      tariff: { tariffId: "day", energyMinorPerKwh: 50 },
      flags: [],
    });
    expect(token("TAG-1")?.activeSessions).toBe(1);
  });

  it("gives the same transaction id to the same start sent again, and books it once", async () => {
    const { start, sessions, token } = given();
    const first = await start(aReport());

    const second = await start(aReport({ receivedAt: at("10:05") }));

    expect(second.transactionId).toBe(first.transactionId);
    expect(second.status).toBe("Accepted");
    expect(sessions.size).toBe(1);
    expect(token("TAG-1")?.activeSessions).toBe(1);
  });

  it("tells a charger that a card is already in use, and still records what it began", async () => {
    const { start, sessions } = given();
    await start(aReport());

    const second = await start(aReport({ startDigest: "start-2", connectorId: 2 }));

    expect(second.status).toBe("ConcurrentTx");
    expect(sessions.get(`session-${second.transactionId}`)?.flags).toContain("not-authorized");
  });

  it.each([
    ["an unknown card", [], "Invalid"],
    ["a blocked card", [aToken({ status: "blocked" })], "Blocked"],
    ["an expired card", [aToken({ expiresAt: at("09:00") })], "Expired"],
  ] as const)("records a session of %s, flagged", async (_name, tokens, status) => {
    const { start, sessions } = given({ tokens });

    const answer = await start(aReport());

    expect(answer.status).toBe(status);
    expect(sessions.get("session-11")).toMatchObject({
      authorization: status,
      flags: ["not-authorized"],
    });
  });

  it("takes another transaction id when the first is in use elsewhere", async () => {
    const { start, sessions } = given({ ids: [11, 11, 12] });
    await start(aReport());

    const other = await start(
      aReport({ startDigest: "start-2", connectorId: 2, tokenRef: "TAG-2" }),
    );

    expect(other.transactionId).toBe(12);
    expect([...sessions.keys()]).toEqual(["session-11", "session-12"]);
  });

  it("refuses a start from a socket that a newer one has replaced, and writes nothing", async () => {
    const { start, sessions } = given({ epoch: 8 });

    await expect(start(aReport())).rejects.toMatchObject({ code: "connection.not-current" });

    expect(sessions.size).toBe(0);
  });

  it("flags a session whose start had to be repaired, and bills it from its first reading", async () => {
    const { start, sessions } = given();

    await start({
      ...aReport({
        deviations: ["meterStart:missing", "timestamp:implausible", "timestamp:substituted"],
      }),
      meterStartWh: undefined,
    });

    expect(sessions.get("session-11")).toMatchObject({
      meterStartMissing: true,
      flags: ["content-repaired", "timestamp-implausible"],
    });
  });
});
