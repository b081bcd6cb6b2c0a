import type { LocalList } from "./local-list.ts";

/** A message is answered or overdue long before; what is still pending then was lost. */
const LOST_AFTER_MS = 1_200_000;

/** How a list stands: for `not-managed` nobody has asked that we keep it. */
export type ListState =
  | "not-managed"
  | "synchronised"
  | "synchronising"
  | "stale"
  | "failed"
  | "not-supported";

/** A list's state in one word. `isBehind` says whether the charger holds anything else than it should. */
export function listState(list: LocalList | undefined, isBehind: boolean): ListState {
  if (!list) return "not-managed";
  if (list.pending) return "synchronising";
  if (list.failedAs === "NotSupported" || list.failedAs === "NotImplemented")
    return "not-supported";
  if (list.failedAs !== undefined) return "failed";
  return isBehind ? "stale" : "synchronised";
}

/** A list without a message that was lost on the way: nobody knows whether the charger has it. */
export function withoutLost(list: LocalList, now: string): LocalList {
  const { pending, ...rest } = list;
  if (!pending || Date.parse(now) - Date.parse(pending.since) < LOST_AFTER_MS) return list;
  return { ...rest, isKnown: false };
}

/** Whether a list may be worked on now: nothing is under way, and a failure is not too fresh. */
export function isDue({ pending, retryAt }: LocalList, now: string): boolean {
  return pending === undefined && (retryAt === undefined || retryAt <= now);
}
