import { FORMATS } from "../formats.ts";
import { plausibleTimestamp } from "../timestamp.ts";
import { bareText } from "./bare-text.ts";
import { CLOCK_MAY_BE_AHEAD_MS, isTimeOfMessage } from "./message-times.ts";
import type { Repair } from "./repair.ts";
import { sentTime } from "./sent-shape.ts";

/** Date and time with a blank for the T, without seconds, without a zone, or with a zone of hours only. */
const LOOSE = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d(?:\.\d+)?)?\s*(Z|[+-]\d\d)?:?(\d\d)?$/i;
/** What was sent at once and comes within this time of it, read as UTC, was UTC. */
const AT_ONCE_MS = 15 * 60_000;

/**
 * A date-time as it is if nothing is wrong with it, in canonical form if it can be understood, else undefined. Whether it
 * can be true counts for when a message says that something happened, not for dates that may lie ahead.
 */
export function mendTimestamp(value: unknown, path: string, repair: Repair): string | undefined {
  const { receivedAt, mustRead } = repair;
  const text = typeof value === "string" ? bareText(value) : "";
  const isReadable = FORMATS["date-time"](text);
  const read = isReadable ? text : strictForm(text);
  const isPlausible = !isTimeOfMessage(path) || plausibleTimestamp(read, receivedAt) !== undefined;
  if (!FORMATS["date-time"](read) || !isPlausible) {
    repair.note(path, "implausible", sentTime(value));
    // What carries no money is passed on as it is where its form allows: its handler knows what to believe.
    return mustRead || !isReadable ? undefined : text;
  }
  if (isTimeOfMessage(path) && Date.parse(read) > Date.parse(receivedAt) + CLOCK_MAY_BE_AHEAD_MS) {
    repair.note(path, "clock-ahead", sentTime(value));
  }
  if (isReadable) {
    if (text !== value) repair.note(path, "padded", sentTime(value));
    return text;
  }
  repair.note(path, "time-format", sentTime(value));
  if (!hasZone(text)) noteMissingZone(read, value, path, repair);
  return new Date(read).toISOString();
}

/** Without a zone it is UTC, as OCPP asks for; a message that came at once proves it. */
function noteMissingZone(read: string, value: unknown, path: string, repair: Repair): void {
  const apartMs = Math.abs(Date.parse(read) - Date.parse(repair.receivedAt));
  repair.note(path, apartMs <= AT_ONCE_MS ? "zone-missing" : "zone-guessed", sentTime(value));
}

function hasZone(text: string): boolean {
  return LOOSE.exec(text)?.[4] !== undefined;
}

/** The same time in RFC 3339; a text that is no time stays as it is. */
function strictForm(text: string): string {
  const match = LOOSE.exec(text);
  if (match === null) return text;
  const [, date, minutes, seconds = ":00", zone = "Z", zoneMinutes = "00"] = match;
  return `${date}T${minutes}${seconds}${zone.toUpperCase() === "Z" ? "Z" : `${zone}:${zoneMinutes}`}`;
}
