import type { ConnectionBinding } from "../fleet/charger.ts";
import { authorizeAt } from "./authorize.ts";
import { notCurrent } from "./connection-not-current.ts";
import { startMissingSession } from "./end-session.ts";
import type { SessionStore } from "./ports.ts";
import type { StoppedSession, StopReport } from "./record-stop.ts";
import type { Session, SessionFlag } from "./session.ts";

/** The largest transaction id that the platform gives; it gives none below 1. */
const LARGEST_TRANSACTION_ID = 2 ** 31 - 1;

/** Whether a 1.6 transaction id can be one that the platform gave; 0, −1 and other inventions of chargers cannot. */
export function canBeOurs(transactionId: number): boolean {
  return transactionId >= 1 && transactionId <= LARGEST_TRANSACTION_ID;
}

/**
 * Records a 1.6 stop that names no session of its charger. One whose id cannot be ours means the only active session
 * of the charger that it fits: gives that. One of another charger's transaction means nothing. Any other becomes a
 * session of its own, which bills what its own readings prove. The same stop again changes nothing.
 */
export async function recordStrayStop(
  report: StopReport,
  flags: readonly SessionFlag[],
  caller: ConnectionBinding,
  sessions: SessionStore,
): Promise<StoppedSession | undefined> {
  const { strayId, transactionId, stopTokenRef: tokenRef, kept, raw } = report;
  const question = { caller, tokenRef, startDigest: strayId, transactionId };
  const facts = await sessions.factsForStart(question);
  if (facts.remembered || facts.isIdGiven) return undefined;
  const meant = canBeOurs(report.transactionId)
    ? undefined
    : await onlySessionThatFits(report, caller, sessions);
  if (meant) return { ...meant, strayId };

  const authorization =
    tokenRef === undefined ? undefined : authorizeAt(caller, facts.token, raw.receivedAt);
  const session = startMissingSession({
    operatorId: caller.operatorId,
    chargerId: caller.chargerId,
    siteId: caller.siteId,
    version: caller.version,
    sessionId: strayId,
    transactionId: report.transactionId,
    // A stop does not say where: 0 is the charger itself.
    connectorId: 0,
    tokenRef,
    ...(authorization && { authorization: authorization.status }),
    tariff: facts.tariff,
    endedAt: report.endedAt,
    meterStopWh: report.meterStopWh,
    stopReason: report.stopReason,
    stopTokenRef: tokenRef,
    readings: kept?.readings ?? [],
    flags,
  });
  const refusal = await sessions.begin({ caller, session, ...(kept && { readings: kept }) });
  if (refusal === "connection-not-current") throw notCurrent();
  return undefined;
}

async function onlySessionThatFits(
  stop: StopReport,
  caller: ConnectionBinding,
  sessions: SessionStore,
): Promise<StoppedSession | undefined> {
  const fitting: StoppedSession[] = [];
  for (const { sessionId } of await sessions.occupantsOf(caller)) {
    const { session, readings } = await sessions.load(caller.operatorId, sessionId);
    if (session && fits(session, stop)) fitting.push({ session, readings });
  }
  return fitting.length === 1 ? fitting[0] : undefined;
}

function fits(session: Session, { endedAt, meterStopWh, stopTokenRef }: StopReport): boolean {
  if (session.state !== "active") return false;
  if (!(Date.parse(session.startedAt) <= Date.parse(endedAt))) return false;
  if (meterStopWh !== undefined && meterStopWh < session.meterStartWh) return false;
  return stopTokenRef === undefined || stopTokenRef === session.tokenRef;
}
