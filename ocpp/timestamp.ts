import { FORMATS } from "./formats.ts";

/** No charger that speaks OCPP 1.6 or later was there before; its clock was never set. */
export const EARLIEST_PLAUSIBLE_MS = Date.parse("2010-01-01T00:00:00Z");
const FURTHEST_AHEAD_MILLISECONDS = 24 * 60 * 60 * 1000;

/**
 * The instant in canonical UTC form (milliseconds, `Z`), or undefined where it cannot be true: no RFC 3339
 * date-time, from before 2010 (a clock that was never set), or more than a day after `receivedAt`.
 */
export function plausibleTimestamp(text: string, receivedAt: string): string | undefined {
  if (!FORMATS["date-time"](text)) return undefined;
  const instant = Date.parse(text);
  if (instant < EARLIEST_PLAUSIBLE_MS) return undefined;
  if (instant > Date.parse(receivedAt) + FURTHEST_AHEAD_MILLISECONDS) return undefined;
  return new Date(instant).toISOString();
}
