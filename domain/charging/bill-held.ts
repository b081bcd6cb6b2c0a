import type { Session, SessionFlag } from "./session.ts";

/** What makes a bill a guess: no money is claimed before a person has looked. */
const HOLDING: readonly SessionFlag[] = ["energy-implausible", "start-missing", "stop-assigned"];

/** Whether the bill of a session waits for a person's judgement instead of being claimed. */
export function isBillHeld({
  flags,
  billReleasedAt,
}: Pick<Session, "flags" | "billReleasedAt">): boolean {
  return billReleasedAt === undefined && flags.some((flag) => HOLDING.includes(flag));
}
