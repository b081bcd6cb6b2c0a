import type { Session, SessionFlag } from "./session.ts";

/** What was assumed because a message was missing, until the message comes after all. */
const ASSUMPTIONS: readonly SessionFlag[] = ["stop-missing", "start-missing"];

/** Whether a session may still change: it is active, or one of its two ends was only assumed and nobody has judged its bill. */
export function isOpen({
  state,
  flags,
  billReleasedAt,
}: Pick<Session, "state" | "flags" | "billReleasedAt">): boolean {
  if (billReleasedAt !== undefined) return false;
  return state === "active" || ASSUMPTIONS.some((flag) => flags.includes(flag));
}
