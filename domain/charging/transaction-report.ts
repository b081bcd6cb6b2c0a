import type { ConnectionBinding } from "../fleet/charger.ts";
import type { Authorization } from "./authorize.ts";
import { believableTime } from "./believable-time.ts";
import { isRegister } from "./energy.ts";
import { flagsOfDeviations } from "./flags-of-deviations.ts";
import { placeOf } from "./place.ts";
import type { ReadingsToKeep } from "./ports.ts";
import type { SessionFlag } from "./session.ts";
import { joinedFlags } from "./session-flags.ts";
import type { SessionStart } from "./start-session.ts";

/** A 2.0.1 TransactionEvent in the domain's words. */
export interface TransactionReport {
  readonly eventType: "Started" | "Updated" | "Ended";
  readonly sessionId: string;
  readonly transactionId: string;
  readonly evseId?: number;
  readonly connectorId?: number;
  /** The token, where this event is the one that brings it. */
  readonly tokenRef?: string;
  readonly reservationId?: number;
  readonly at: string;
  readonly stopReason?: string;
  /** What the meter said, with chargingState and seqNo; never empty, so that the event itself leaves a trace. */
  readonly kept: ReadingsToKeep;
  readonly deviations: readonly string[];
}

/** The answer about the token, where the event brought one. */
export type TransactionAnswer = Authorization | undefined;

/** When an event happened, and what is odd about it. */
export function timeOfEvent({ at, kept, deviations }: TransactionReport): {
  readonly at: string;
  readonly flags: readonly SessionFlag[];
} {
  const time = believableTime(at, kept.receivedAt);
  return { at: time.at, flags: joinedFlags(flagsOfDeviations(deviations), time.flags) };
}

/** The EVSE that an event names. */
export function placeOfEvent({ evseId }: TransactionReport): { readonly place?: string } {
  const place = placeOf({ version: "ocpp2.0.1", connectorId: 0, ...(evseId && { evseId }) });
  return place === undefined ? {} : { place };
}

/** Whose session it is and where, as far as the event tells. */
export function identityOf(report: TransactionReport, caller: ConnectionBinding) {
  const { operatorId, chargerId, siteId, version } = caller;
  const { sessionId, transactionId, evseId, connectorId } = report;
  return {
    operatorId,
    chargerId,
    siteId,
    version,
    sessionId,
    transactionId,
    ...(evseId !== undefined && { evseId }),
    connectorId: connectorId ?? 1,
  };
}

/** The start that an event is, for a token and what authorisation said of it. */
export function startOf(
  report: TransactionReport,
  caller: ConnectionBinding,
  facts: Pick<SessionStart, "tokenRef" | "tariff"> & {
    readonly authorization?: SessionStart["authorization"] | undefined;
  },
): SessionStart {
  const { at, flags } = timeOfEvent(report);
  return {
    ...identityOf(report, caller),
    tokenRef: facts.tokenRef,
    authorization: facts.authorization ?? "Pending",
    startedAt: at,
    meterStartWh: registersIn(report)[0],
    tariff: facts.tariff,
    flags: joinedFlags(report.eventType === "Started" ? [] : ["start-missing"], flags),
  };
}

/** The energy registers that an event carries, in its own order. */
export function registersIn({ kept }: TransactionReport): readonly number[] {
  return kept.readings.map(({ energyRegisterWh }) => energyRegisterWh).filter(isRegister);
}
