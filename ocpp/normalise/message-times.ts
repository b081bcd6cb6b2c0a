import { EARLIEST_PLAUSIBLE_MS } from "../timestamp.ts";

/** Fields that say when something happened; all other times of OCPP may lie in the future. */
const TIMES = new Set(["timestamp", "generatedAt"]);

/** What is further ahead than this is no slow network and no drift, but a wrong clock or a wrong zone. */
export const CLOCK_MAY_BE_AHEAD_MS = 5 * 60_000;

/** Whether the field at a path says when something happened. */
export function isTimeOfMessage(path: string): boolean {
  return TIMES.has(path.slice(path.lastIndexOf(".") + 1));
}

/** Whether such a time, of valid form, is one that a clock which is right can have given. */
export function isInTime(text: string, receivedMs: number): boolean {
  const ms = Date.parse(text);
  return ms >= EARLIEST_PLAUSIBLE_MS && ms <= receivedMs + CLOCK_MAY_BE_AHEAD_MS;
}
