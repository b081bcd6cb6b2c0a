import { isBillHeld } from "./bill-held.ts";
import { costOf } from "./cost.ts";
import { secondsBetween } from "./duration.ts";
import { energyOfSession, knownMeterStartWh } from "./energy.ts";
import { idleSecondsOf } from "./idle.ts";
import { type LatestValues, latestValues } from "./latest-values.ts";
import type { Period } from "./plausible-energy.ts";
import { inTimeOrder } from "./readings.ts";
import type { MeterReading, Session } from "./session.ts";
import { areTimesTrusted } from "./session-flags.ts";
import type { Cost } from "./tariff.ts";

/** A session as people see it: final once it has ended, what it comes to so far while it is active. */
export interface SessionView
  extends Pick<
    Session,
    | "sessionId"
    | "operatorId"
    | "chargerId"
    | "siteId"
    | "connectorId"
    | "evseId"
    | "transactionId"
    | "state"
    | "tokenRef"
    | "authorization"
    | "startedAt"
    | "endedAt"
    | "stopReason"
    | "flags"
    | "billReleasedAt"
    | "computedEnergyWh"
  > {
  readonly energyWh: number;
  readonly idleSeconds: number;
  readonly durationSeconds: number;
  /** All zero in the currency XXX (ISO 4217: none) where no tariff applied. */
  readonly cost: Cost;
  /** Whether a person has to judge the session before its cost is claimed. */
  readonly billHeld: boolean;
  readonly latest: LatestValues;
}

interface Totals {
  readonly energyWh: number;
  readonly idleSeconds: number;
  readonly cost?: Cost;
}

const NO_COST: Cost = {
  amountMinor: 0,
  currency: "XXX",
  netMinor: 0,
  vatMinor: 0,
  components: { startFeeMinor: 0, energyMinor: 0, timeMinor: 0, idleMinor: 0 },
};

/**
 * What REST shows of a session. `readings` are all of it; for a list the last one will do, but then idle time so far,
 * which takes at least two, is mostly 0.
 */
export function sessionView(
  session: Session,
  readings: readonly MeterReading[],
  now: string,
): SessionView {
  const { evseId, tokenRef, endedAt, stopReason, billReleasedAt, computedEnergyWh } = session;
  const { energyWh, idleSeconds, cost } =
    session.state === "ended" ? finalTotals(session) : totalsSoFar(session, readings, now);

  return {
    sessionId: session.sessionId,
    operatorId: session.operatorId,
    chargerId: session.chargerId,
    siteId: session.siteId,
    connectorId: session.connectorId,
    ...(evseId !== undefined && { evseId }),
    transactionId: session.transactionId,
    state: session.state,
    ...(tokenRef !== undefined && { tokenRef }),
    authorization: session.authorization,
    startedAt: session.startedAt,
    ...(endedAt !== undefined && { endedAt }),
    durationSeconds: secondsBetween(session.startedAt, endedAt ?? now),
    energyWh,
    idleSeconds,
    cost: cost ?? NO_COST,
    billHeld: isBillHeld(session),
    ...(billReleasedAt !== undefined && { billReleasedAt }),
    ...(computedEnergyWh !== undefined && { computedEnergyWh }),
    latest: latestValues(readings),
    ...(stopReason !== undefined && { stopReason }),
    flags: session.flags,
  };
}

function finalTotals({ energyWh = 0, idleSeconds = 0, cost }: Session): Totals {
  return { energyWh, idleSeconds, ...(cost && { cost }) };
}

function totalsSoFar(session: Session, readings: readonly MeterReading[], now: string): Totals {
  const { startedAt, tariff } = session;
  const meterStartWh = knownMeterStartWh(session);
  const period = periodSoFar(session, readings, now);
  const { energyWh } = energyOfSession({ meterStartWh, readings, period });
  const idleSeconds = idleSecondsOf({ startedAt, endedAt: now, meterStartWh, readings });
  if (tariff === undefined) return { energyWh, idleSeconds };

  const cost = costOf({ tariff, energyWh, startedAt, endedAt: now, idleSeconds });
  return { energyWh, idleSeconds, cost };
}

/** Where the charger's clock is ahead of ours, its last reading is later than now. */
function periodSoFar(session: Session, readings: readonly MeterReading[], now: string): Period {
  const { startedAt, flags } = session;
  const lastReadingAt = inTimeOrder(readings).at(-1)?.sampledAt ?? now;
  const endedAt = Date.parse(lastReadingAt) > Date.parse(now) ? lastReadingAt : now;
  return { startedAt, endedAt, isTrusted: areTimesTrusted(flags) };
}
