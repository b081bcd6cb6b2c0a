import { costOf } from "./cost.ts";
import { energyOfSession, isRegister, knownMeterStartWh } from "./energy.ts";
import { idleSecondsOf } from "./idle.ts";
import { inTimeOrder } from "./readings.ts";
import type { MeterReading, Session, SessionFlag } from "./session.ts";
import { areTimesTrusted, joinedFlags } from "./session-flags.ts";
import { type SessionStart, startedSession } from "./start-session.ts";

export interface SessionEnd {
  /** Absent where no stop tells it: then the session ended with the charger's last reading of it. */
  readonly endedAt?: string | undefined;
  readonly meterStopWh?: number | undefined;
  readonly stopReason?: string | undefined;
  readonly stopTokenRef?: string | undefined;
  /** All readings of the session, in any order. */
  readonly readings: readonly MeterReading[];
  /** What was odd about the message; the sweep passes `stop-missing`. */
  readonly flags?: readonly SessionFlag[];
}

/** A stop whose start was never seen: when it began, and at which register, is for the readings to tell. */
export type UnstartedSession = Omit<SessionStart, "startedAt" | "meterStartWh" | "authorization"> &
  SessionEnd & {
    readonly endedAt: string;
    readonly authorization?: SessionStart["authorization"];
  };

/** Flags that an end decides, so that a correction decides them anew. */
const FLAGS_OF_THE_END: readonly SessionFlag[] = [
  "stop-missing",
  "stop-before-start",
  "energy-decreased",
  "energy-implausible",
  "stop-assigned",
];

/**
 * A session with its final energy, idle time and cost. One that has ended is returned unchanged, except that a real
 * stop corrects what the sweep closed without one (docs/billing.md).
 */
export function endedSession(session: Session, end: SessionEnd): Session {
  const flagsOfMessage = end.flags ?? [];
  if (!mayEnd(session, flagsOfMessage)) return session;
  return closedSession(session, end, flagsOfMessage);
}

function closedSession(
  session: Session,
  end: SessionEnd,
  flagsOfMessage: readonly SessionFlag[],
): Session {
  const { startedAt, tariff } = session;
  const { readings, stopReason, stopTokenRef } = end;
  const { endedAt, flags: flagsOfTime } = endOf(startedAt, end);
  const meterStartWh = knownMeterStartWh(session);
  const meterStopWh = isRegister(end.meterStopWh) ? end.meterStopWh : undefined;
  const flagsBefore = joinedFlags(
    session.flags.filter((flag) => !FLAGS_OF_THE_END.includes(flag)),
    flagsOfMessage,
    flagsOfTime,
  );
  const isTrusted = areTimesTrusted(flagsBefore);
  const { energyWh, flags: flagsOfEnergy } = energyOfSession({
    meterStartWh,
    meterStopWh,
    readings,
    period: { startedAt, endedAt, isTrusted },
  });
  const idleSeconds = idleSecondsOf({ startedAt, endedAt, meterStartWh, meterStopWh, readings });

  return {
    ...session,
    state: "ended",
    endedAt,
    ...(meterStopWh !== undefined && { meterStopWh }),
    energyWh,
    idleSeconds,
    ...(stopReason !== undefined && { stopReason }),
    ...(stopTokenRef !== undefined && { stopTokenRef }),
    ...(tariff && { cost: costOf({ tariff, energyWh, startedAt, endedAt, idleSeconds }) }),
    flags: joinedFlags(flagsBefore, flagsOfEnergy),
  };
}

/** The ended session of a stop whose start was never seen: it bills only what readings and registers prove. */
export function startMissingSession(unstarted: UnstartedSession): Session {
  const { endedAt, meterStopWh, readings, flags = [] } = unstarted;
  const ordered = inTimeOrder(readings);
  const first = ordered[0];
  const isFirstInTime = first !== undefined && first.atMs <= Date.parse(endedAt);
  const registers = ordered.map(({ energyRegisterWh }) => energyRegisterWh);

  const session = startedSession({
    authorization: "Pending",
    ...unstarted,
    startedAt: isFirstInTime ? first.sampledAt : endedAt,
    meterStartWh: registers.find(isRegister) ?? meterStopWh,
    flags: joinedFlags(["start-missing"], flags),
  });
  return endedSession(session, unstarted);
}

function mayEnd(session: Session, flagsOfMessage: readonly SessionFlag[]): boolean {
  if (session.state === "active") return true;
  if (session.billReleasedAt !== undefined) return false;
  return session.flags.includes("stop-missing") && !flagsOfMessage.includes("stop-missing");
}

/** When a session ended; never before its start, and no later than proven. */
function endOf(
  startedAt: string,
  { endedAt, readings }: SessionEnd,
): { readonly endedAt: string; readonly flags: readonly SessionFlag[] } {
  const isPossible = (at: string) => Date.parse(at) >= Date.parse(startedAt);
  if (endedAt !== undefined) {
    return isPossible(endedAt)
      ? { endedAt, flags: [] }
      : { endedAt: startedAt, flags: ["stop-before-start"] };
  }
  const lastReadingAt = inTimeOrder(readings).at(-1)?.sampledAt ?? startedAt;
  return { endedAt: isPossible(lastReadingAt) ? lastReadingAt : startedAt, flags: [] };
}
