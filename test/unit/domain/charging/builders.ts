import type { MeterReading, Session } from "#domain/charging/session.ts";
import { type SessionStart, startedSession } from "#domain/charging/start-session.ts";
import type { TariffSnapshot } from "#domain/charging/tariff.ts";
import type { Token } from "#domain/charging/token.ts";

/** A time on the day of every story: at("10:15") or at("10:15:30"). */
export function at(time: string): string {
  return new Date(`2026-03-01T${time}Z`).toISOString();
}

export function aReading(time: string, fields: Partial<MeterReading> = {}): MeterReading {
  return { sampledAt: at(time), ...fields };
}

/** 50 cents per kWh and nothing else, VAT included. */
export function aTariff(fields: Partial<TariffSnapshot> = {}): TariffSnapshot {
  return {
    tariffId: "day",
    name: "Day",
    currency: "EUR",
    startFeeMinor: 0,
    energyMinorPerKwh: 50,
    timeMinorPerMinute: 0,
    idleMinorPerMinute: 0,
    idleGraceMinutes: 0,
    vatRateBasisPoints: 1900,
    pricesIncludeVat: true,
    version: 1,
    ...fields,
  };
}

export function aToken(fields: Partial<Token> = {}): Token {
  return {
    operatorId: "demo-a",
    tokenRef: "TAG-1",
    subjectId: "subject-1",
    status: "valid",
    maxActiveSessions: 1,
    activeSessions: 0,
    createdAt: at("00:00"),
    updatedAt: at("00:00"),
    version: 1,
    ...fields,
  };
}

/** An accepted start at 10:00 with the register at 1,000 Wh. */
export function aStart(fields: Partial<SessionStart> = {}): SessionStart {
  return {
    sessionId: "session-1",
    operatorId: "demo-a",
    chargerId: "CP-1",
    siteId: "site-1",
    version: "ocpp1.6",
    transactionId: 1234,
    connectorId: 1,
    tokenRef: "TAG-1",
    authorization: "Accepted",
    startedAt: at("10:00"),
    meterStartWh: 1000,
    tariff: aTariff(),
    ...fields,
  };
}

export function anActiveSession(fields: Partial<SessionStart> = {}): Session {
  return startedSession(aStart(fields));
}
