import { DomainError } from "../errors.ts";
import type { ConnectionBinding } from "../fleet/charger.ts";
import { endedSession } from "./end-session.ts";
import { flagsOfDeviations } from "./flags-of-deviations.ts";
import type { RawMessage, ReadingsToKeep, SessionStore } from "./ports.ts";
import type { Session } from "./session.ts";

export interface StopReport {
  readonly sessionId: string;
  readonly endedAt: string;
  /** Undefined where the charger sent none that can be used. */
  readonly meterStopWh: number | undefined;
  readonly stopReason?: string;
  readonly stopTokenRef?: string;
  readonly kept?: ReadingsToKeep;
  readonly deviations: readonly string[];
  /** The message as it came, for a stop that fits no session. */
  readonly raw: RawMessage;
}

/**
 * Records that a charger ended a 1.6 transaction. Steps: load the session with its readings; compute energy, idle
 * time and cost; write it. A second stop changes nothing. A stop that fits no session of this charger is kept word
 * for word: without a start nothing proves energy, so nothing is billed. Gives the session, if there is one.
 */
export async function recordStop(
  report: StopReport,
  caller: ConnectionBinding,
  sessions: SessionStore,
): Promise<Session | undefined> {
  const { sessionId, endedAt, meterStopWh, stopReason, stopTokenRef, kept } = report;
  const { session, readings } = await sessions.load(caller.operatorId, sessionId);
  if (!session) {
    await sessions.keepRaw(caller, report.raw);
    return undefined;
  }
  const after = endedSession(session, {
    endedAt,
    meterStopWh,
    ...(stopReason !== undefined && { stopReason }),
    ...(stopTokenRef !== undefined && { stopTokenRef }),
    readings: kept ? [...readings, ...kept.readings] : readings,
    flags: flagsOfDeviations(report.deviations),
  });
  if (after === session) return session;
  const refusal = await sessions.replace({
    before: session,
    after,
    caller,
    ...(kept && { readings: kept }),
  });
  if (refusal === "connection-not-current") {
    throw new DomainError("connection.not-current", "The charger has a newer connection");
  }
  return after;
}
