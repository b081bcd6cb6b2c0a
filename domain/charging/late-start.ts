import { endedSession } from "./end-session.ts";
import type { MeterReading, Session, SessionFlag } from "./session.ts";
import { joinedFlags } from "./session-flags.ts";
import { type SessionStart, startedSession } from "./start-session.ts";

/** Flags that the start decides, so that it decides them anew. */
const FLAGS_OF_THE_START: readonly SessionFlag[] = [
  "start-missing",
  "no-tariff",
  "not-authorized",
  "energy-decreased",
  "energy-implausible",
  "stop-before-start",
];

/** Whether a session was made from a later message, and waits for its start. */
export function awaitsStart({ flags, billReleasedAt }: Session): boolean {
  return billReleasedAt === undefined && flags.includes("start-missing");
}

/** A session that was made from a later message, with the start that came after all: begun, and if it has ended billed, anew. */
export function withLateStart(
  known: Session,
  start: SessionStart,
  readings: readonly MeterReading[],
): Session {
  const keptFlags = known.flags.filter((flag) => !FLAGS_OF_THE_START.includes(flag));
  const started = startedSession({
    ...start,
    flags: joinedFlags(start.flags ?? [], keptFlags),
  });
  if (known.state === "active") return started;
  const { endedAt, meterStopWh, stopReason, stopTokenRef } = known;
  return endedSession(started, {
    endedAt,
    meterStopWh,
    stopReason,
    stopTokenRef,
    readings,
    flags: keptFlags,
  });
}
