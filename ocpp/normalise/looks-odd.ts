import { isPadded } from "./bare-text.ts";
import { isInTime, isTimeOfMessage } from "./message-times.ts";

/**
 * Whether a valid message holds what no schema sees: texts with blanks or quotes around them, and times that cannot be
 * true. One pass that allocates nothing, since every message pays for it.
 */
export function looksOdd(value: unknown, receivedMs: number): boolean {
  if (typeof value === "string") return isPadded(value);
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) {
    for (const item of value) if (looksOdd(item, receivedMs)) return true;
    return false;
  }
  for (const key in value) {
    const field: unknown = Reflect.get(value, key);
    if (looksOdd(field, receivedMs)) return true;
    if (typeof field === "string" && isTimeOfMessage(key) && !isInTime(field, receivedMs)) {
      return true;
    }
  }
  return false;
}
