import type { ConnectionBinding } from "../fleet/charger.ts";
import { believableTime } from "./believable-time.ts";
import { notCurrent } from "./connection-not-current.ts";
import { endedSession } from "./end-session.ts";
import { flagsOfDeviations } from "./flags-of-deviations.ts";
import type { RawMessage, ReadingsToKeep, SessionStore } from "./ports.ts";
import { recordStrayStop } from "./record-stray-stop.ts";
import type { MeterReading, Session, SessionFlag } from "./session.ts";
import { joinedFlags } from "./session-flags.ts";

export interface StopReport {
  readonly sessionId: string;
  readonly transactionId: number;
  /** Names the session that is made of a stop that fits none, by its content, so that it is made once. */
  readonly strayId: string;
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

/** A session that a stop ends, with what its meter said. */
export interface StoppedSession {
  readonly session: Session;
  readonly readings: readonly MeterReading[];
  /** How it is remembered that this stop, which names no session, has ended one. */
  readonly strayId?: string;
}

/**
 * Records that a charger ended a 1.6 transaction. Steps: load the session with its readings; compute energy, idle
 * time and cost; write it. A second stop changes nothing. A stop that names no session of this charger is kept word
 * for word, and recorded as a stray one. Gives the session that it ended, if there is one.
 */
export async function recordStop(
  received: StopReport,
  caller: ConnectionBinding,
  sessions: SessionStore,
): Promise<Session | undefined> {
  const time = believableTime(received.endedAt, received.raw.receivedAt);
  const flags = joinedFlags(flagsOfDeviations(received.deviations), time.flags);
  const report = { ...received, endedAt: time.at };
  const { session, readings } = await sessions.load(caller.operatorId, report.sessionId);
  if (session) return stopSession({ session, readings }, report, flags, caller, sessions);
  await sessions.keepRaw(caller, report.raw);
  const stray = await recordStrayStop(report, flags, caller, sessions);
  return stray && stopSession(stray, report, [...flags, "stop-assigned"], caller, sessions);
}

async function stopSession(
  { session, readings, strayId }: StoppedSession,
  { endedAt, meterStopWh, stopReason, stopTokenRef, kept }: StopReport,
  flags: readonly SessionFlag[],
  caller: ConnectionBinding,
  sessions: SessionStore,
): Promise<Session> {
  const after = endedSession(session, {
    endedAt,
    meterStopWh,
    stopReason,
    stopTokenRef,
    readings: kept ? [...readings, ...kept.readings] : readings,
    flags,
  });
  if (after === session) return session;
  const refusal = await sessions.replace({
    before: session,
    after,
    caller,
    ...(kept && { readings: kept }),
    ...(strayId !== undefined && { startDigest: strayId }),
  });
  if (refusal === "connection-not-current") throw notCurrent();
  return after;
}
