import type { OcppVersion } from "../fleet/charger.ts";
import type { Cost, TariffSnapshot } from "./tariff.ts";

/** One charging session, from a transaction's start to its stop. */
export interface Session {
  readonly sessionId: string;
  readonly operatorId: string;
  readonly chargerId: string;
  readonly siteId: string;
  readonly version: OcppVersion;
  /** 1.6: the integer that we gave; 2.0.1: the string that the charger gave. */
  readonly transactionId: number | string;
  readonly evseId?: number;
  readonly connectorId: number;
  readonly state: "active" | "ended";
  readonly tokenRef?: string;
  /** What authorisation said at the start; a charger may go on with a session that was not accepted. */
  readonly authorization: AuthorizationStatus;
  readonly startedAt: string;
  readonly endedAt?: string;
  readonly meterStartWh: number;
  /** No register came with the start: `meterStartWh` is 0, and energy counts from the first reading. */
  readonly meterStartMissing?: true;
  readonly meterStopWh?: number;
  /** Integer; final once ended. */
  readonly energyWh?: number;
  readonly idleSeconds?: number;
  readonly stopReason?: string;
  readonly stopTokenRef?: string;
  readonly tariff?: TariffSnapshot;
  readonly cost?: Cost;
  /** When a person released the bill that was held: it is final since. */
  readonly billReleasedAt?: string;
  /** What was computed, where a person had less billed. */
  readonly computedEnergyWh?: number;
  /** What was odd about it; people look at flagged sessions before money is claimed. */
  readonly flags: readonly SessionFlag[];
}

export type SessionFlag =
  | "start-missing"
  | "stop-missing"
  | "no-tariff"
  | "not-authorized"
  | "content-repaired"
  | "timestamp-implausible"
  | "energy-decreased"
  | "energy-implausible"
  | "stop-assigned"
  | "stop-before-start"
  | "token-unread";

/** 1.6 AuthorizationStatus and the 2.0.1 statuses we use, in their common words; `Pending` is a 2.0.1 session whose token has not come yet. */
export type AuthorizationStatus =
  | "Pending"
  | "Accepted"
  | "Blocked"
  | "Expired"
  | "Invalid"
  | "ConcurrentTx"
  /** The place is kept for somebody else. */
  | "NotAtThisTime";

/** What a meter said at one moment, in base units; only what the charger sent is present. */
export interface MeterReading {
  readonly sampledAt: string;
  /** Energy.Active.Import.Register. May have decimals as some meters send them. */
  readonly energyRegisterWh?: number;
  readonly powerW?: number;
  readonly currentA?: number;
  readonly voltageV?: number;
  readonly socPercent?: number;
  /** OCPP ReadingContext, e.g. Sample.Periodic, Transaction.Begin. */
  readonly context?: string;
  /** 2.0.1 chargingState where the reading came with one. */
  readonly chargingState?: string;
  /** 2.0.1 seqNo. */
  readonly seqNo?: number;
}
