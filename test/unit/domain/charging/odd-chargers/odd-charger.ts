import { recordMeterValues } from "#domain/charging/record-meter-values.ts";
import { recordStart, type StartReport } from "#domain/charging/record-start.ts";
import { recordStop, type StopReport } from "#domain/charging/record-stop.ts";
import { recordTransactionEvent } from "#domain/charging/record-transaction-event.ts";
import type { MeterReading } from "#domain/charging/session.ts";
import type { TransactionReport } from "#domain/charging/transaction-report.ts";
import { aBinding } from "#test/support/fleet.ts";
import { memorySessionStore } from "#test/support/memory-session-store.ts";
import { aTariff, aToken, at } from "../builders.ts";

const tariff = {
  ...aTariff({ timeMinorPerMinute: 1 }),
  operatorId: "demo-a",
  createdAt: at("00:00"),
  updatedAt: at("00:00"),
};

/** A charger with the cards TAG-1 and TAG-2 that says what a test lets it say, and what became of it. */
export function anOddCharger() {
  const memory = memorySessionStore({
    tokens: [aToken(), aToken({ tokenRef: "TAG-2" })],
    tariff,
  });
  const { store } = memory;
  const caller = aBinding();
  const caller201 = aBinding({ version: "ocpp2.0.1" });
  let transactionId = 100;
  const sessionIdOf = (id: number) => `session-${id}`;
  const ports = {
    sessions: store,
    newTransactionId: () => ++transactionId,
    sessionIdOf,
    nextDigest: (digest: string, id: number) => `${digest}-${id}`,
  };
  return {
    ...memory,
    session: (id: number | string) => memory.sessions.get(`session-${id}`),

    /** Gives the id of the transaction. */
    async start(time: string, meterStartWh: number, more: Partial<StartReport> = {}) {
      const connectorId = more.connectorId ?? 1;
      const report = {
        startDigest: `${time}-${connectorId}-${meterStartWh}`,
        connectorId,
        tokenRef: "TAG-1",
        startedAt: at(time),
        meterStartWh,
        receivedAt: at(time),
        deviations: [],
        ...more,
      };
      return (await recordStart(report, caller, ports)).transactionId;
    },

    async stop(id: number, time: string, meterStopWh: number, more: Partial<StopReport> = {}) {
      const raw = {
        action: "StopTransaction",
        payload: {},
        deviations: [],
        receivedAt: at("23:00"),
      };
      const report = {
        sessionId: sessionIdOf(id),
        transactionId: id,
        strayId: `session-stray-${id}-${time}`,
        endedAt: at(time),
        meterStopWh,
        deviations: [],
        raw,
        ...more,
      };
      return recordStop(report, caller, store);
    },

    async meter(id: number | "unusable" | undefined, ...readings: readonly MeterReading[]) {
      const kept = { readings, digest: JSON.stringify(readings), receivedAt: at("23:00") };
      await recordMeterValues(
        { connectorId: 1, transactionId: id, sessionIdOf, kept },
        caller,
        store,
      );
    },

    async event(
      eventType: TransactionReport["eventType"],
      time: string,
      seqNo: number,
      energyRegisterWh: number,
      more: Partial<TransactionReport> = {},
    ) {
      const kept = {
        readings: [
          { sampledAt: at(time), seqNo },
          { sampledAt: at(time), energyRegisterWh },
        ],
        digest: `${eventType}-${seqNo}-${time}`,
        receivedAt: at("23:00"),
      };
      const report: TransactionReport = {
        eventType,
        sessionId: "session-TX",
        transactionId: "TX",
        evseId: 1,
        connectorId: 1,
        at: at(time),
        kept,
        deviations: [],
        ...(eventType === "Started" && { tokenRef: "TAG-1" }),
        ...more,
      };
      await recordTransactionEvent(report, caller201, store);
    },
  };
}
