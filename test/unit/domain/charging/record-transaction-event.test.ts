import { describe, expect, it } from "vitest";
import { recordTransactionEvent } from "#domain/charging/record-transaction-event.ts";
import type { MeterReading } from "#domain/charging/session.ts";
import type { Token } from "#domain/charging/token.ts";
import type { TransactionReport } from "#domain/charging/transaction-report.ts";
import { aBinding } from "#test/support/fleet.ts";
import { memorySessionStore } from "#test/support/memory-session-store.ts";
import { aTariff, aToken, at } from "./builders.ts";

const caller = aBinding({ version: "ocpp2.0.1" });
const tariff = {
  ...aTariff(),
  operatorId: "demo-a",
  createdAt: at("00:00"),
  updatedAt: at("00:00"),
};

function event(
  eventType: TransactionReport["eventType"],
  time: string,
  seqNo: number,
  fields: Partial<TransactionReport> & { readonly meter?: Partial<MeterReading> } = {},
): TransactionReport {
  const { meter, ...others } = fields;
  return {
    eventType,
    sessionId: "session-1",
    transactionId: "TX-1",
    evseId: 1,
    connectorId: 1,
    at: at(time),
    kept: {
      readings: [{ sampledAt: at(time), seqNo, ...meter }],
      digest: `${eventType}-${seqNo}`,
      receivedAt: at(time),
    },
    deviations: [],
    ...others,
  };
}

const started = event("Started", "10:00", 0, {
  tokenRef: "TAG-1",
  meter: { energyRegisterWh: 1000 },
});
const updated = event("Updated", "10:30", 1, { meter: { energyRegisterWh: 6000 } });
const ended = event("Ended", "11:00", 2, { meter: { energyRegisterWh: 11_000 } });

function given(tokens: readonly Token[] = [aToken()]) {
  const memory = memorySessionStore({ tokens, tariff });
  return {
    ...memory,
    session: () => memory.sessions.get("session-1"),
    send: (report: TransactionReport) => recordTransactionEvent(report, caller, memory.store),
  };
}

describe("recordTransactionEvent", () => {
  it("bills a transaction from its first to its last register", async () => {
    const { send, session, token } = given();

    const answer = await send(started);
    await send(updated);
    await send(ended);

    expect(answer).toMatchObject({ status: "Accepted" });
    expect(session()).toMatchObject({
      state: "ended",
      transactionId: "TX-1",
      energyWh: 10_000,
      cost: { amountMinor: 500 },
      flags: [],
    });
    expect(token("TAG-1")?.activeSessions).toBe(0);
  });

  it("bills the same whichever event comes twice", async () => {
    const { send, session, token } = given();

    for (const report of [started, started, updated, updated, started, ended, ended]) {
      await send(report);
    }

    expect(session()).toMatchObject({ energyWh: 10_000, cost: { amountMinor: 500 }, flags: [] });
    expect(token("TAG-1")?.activeSessions).toBe(0);
  });

  it("accepts its own token again when a start is repeated", async () => {
    const { send } = given();
    await send(started);

    const answer = await send(started);

    expect(answer).toMatchObject({ status: "Accepted" });
  });

  it("takes up a token that comes after the cable", async () => {
    const { send, session, token } = given();
    await send(event("Started", "10:00", 0, { meter: { energyRegisterWh: 1000 } }));
    expect(session()).toMatchObject({ authorization: "Pending", flags: ["not-authorized"] });

    const answer = await send(event("Updated", "10:01", 1, { tokenRef: "TAG-1" }));

    expect(answer).toMatchObject({ status: "Accepted" });
    expect(session()).toMatchObject({ tokenRef: "TAG-1", authorization: "Accepted", flags: [] });
    expect(token("TAG-1")?.activeSessions).toBe(1);
  });

  it("refuses a card that is charging elsewhere", async () => {
    const { send, session } = given([aToken({ activeSessions: 1 })]);

    const answer = await send(started);

    expect(answer).toMatchObject({ status: "ConcurrentTx" });
    expect(session()?.flags).toContain("not-authorized");
  });

  it("makes a session from its end when the start was lost, billing only what readings prove", async () => {
    const { send, session } = given();
    await send(updated);

    await send(ended);

    expect(session()).toMatchObject({ state: "ended", energyWh: 5000 });
    expect(session()?.flags).toContain("start-missing");
  });

  it("does not bill the whole register when the start carries no reading", async () => {
    const { send, session } = given();
    await send(event("Started", "10:00", 0, { tokenRef: "TAG-1" }));
    await send(updated);

    await send(ended);

    expect(session()).toMatchObject({ energyWh: 5000 });
  });
});
