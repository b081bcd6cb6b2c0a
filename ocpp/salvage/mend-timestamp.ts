import { plausibleTimestamp } from "../timestamp.ts";
import type { Repair } from "./repair.ts";

/** Date and time with a blank for the T, without seconds, without a zone, or with a zone of hours only. */
const LOOSE = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d(?:\.\d+)?)?\s*(Z|[+-]\d\d)?:?(\d\d)?$/i;

/** A date-time as it is if plausible, in canonical form if it can be understood, else the time of receipt. */
export function mendTimestamp(value: unknown, path: string, repair: Repair): string {
  if (typeof value === "string") {
    if (plausibleTimestamp(value, repair.receivedAt) !== undefined) return value;
    const understood = plausibleTimestamp(strictForm(value.trim()), repair.receivedAt);
    if (understood !== undefined) {
      repair.note(path, "wrong-format");
      return understood;
    }
  }
  repair.note(path, "implausible");
  repair.note(path, "substituted");
  return repair.receivedAt;
}

/** The same time in RFC 3339; without a zone it is UTC, as OCPP asks for. */
function strictForm(text: string): string {
  const match = LOOSE.exec(text);
  if (match === null) return text;
  const [, date, minutes, seconds = ":00", zone = "Z", zoneMinutes = "00"] = match;
  return `${date}T${minutes}${seconds}${zone.toUpperCase() === "Z" ? "Z" : `${zone}:${zoneMinutes}`}`;
}
