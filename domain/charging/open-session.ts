import type { Session, SessionFlag } from "./session.ts";

/** What was assumed because a message was missing, until the message comes after all. */
const ASSUMPTIONS: readonly SessionFlag[] = ["stop-missing", "start-missing"];

/** Whether a session may still change: it is active, or one of its two ends was only assumed. */
export function isOpen({ state, flags }: Pick<Session, "state" | "flags">): boolean {
  return state === "active" || ASSUMPTIONS.some((flag) => flags.includes(flag));
}
