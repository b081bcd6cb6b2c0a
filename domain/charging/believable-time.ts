import type { SessionFlag } from "./session.ts";

/** Clocks that are set over a network differ by less. */
const TOLERANCE_MS = 5 * 60_000;

export interface BelievedTime {
  readonly at: string;
  readonly flags: readonly SessionFlag[];
}

/** A charger's time for what it tells; nothing can be told before it happened, so a later one is the time of receipt, flagged. */
export function believableTime(at: string, receivedAt: string): BelievedTime {
  const isAhead = Date.parse(at) > Date.parse(receivedAt) + TOLERANCE_MS;
  return isAhead ? { at: receivedAt, flags: ["timestamp-implausible"] } : { at, flags: [] };
}
