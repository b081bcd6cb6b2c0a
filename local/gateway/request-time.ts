const MONTHS = [
  "Jan",
  "Feb",
  "Mar",
  "Apr",
  "May",
  "Jun",
  "Jul",
  "Aug",
  "Sep",
  "Oct",
  "Nov",
  "Dec",
] as const;

let lastSecond = -1;
let lastText = "";

/** The time as request contexts carry it, `20/Nov/2026:10:12:14 +0000`; made once a second, because every message needs it. */
export function requestTime(epochMs: number): string {
  const second = Math.floor(epochMs / 1000);
  if (second === lastSecond) return lastText;
  const date = new Date(epochMs);
  const day = String(date.getUTCDate()).padStart(2, "0");
  lastSecond = second;
  lastText = `${day}/${MONTHS[date.getUTCMonth()]}/${date.getUTCFullYear()}:${date.toISOString().slice(11, 19)} +0000`;
  return lastText;
}
