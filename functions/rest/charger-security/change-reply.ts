import { type ChargerChange, shownState } from "#domain/fleet/credential-change.ts";

/** A change as REST shows it at a moment. */
export function changeReply<C extends ChargerChange>(change: C, now: string) {
  return { ...change, state: shownState(change, now) };
}
