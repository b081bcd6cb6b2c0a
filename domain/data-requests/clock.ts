import type { Regime } from "./request-types.ts";

const DAY_MS = 86_400_000;
const ANSWER_DAYS = 30;

/** Days after receipt on which those who answer are reminded. */
const WARNING_DAYS = [20, 27] as const;

/**
 * Until when a request must be answered, ISO 8601: 30 days (KVKK Art. 13), and under the GDPR no later than the same day
 * of the next month (Art. 12(3)), which is earlier after the end of January.
 */
export function dueAtOf(receivedAt: string, regime: Regime): string {
  const days = new Date(Date.parse(receivedAt) + ANSWER_DAYS * DAY_MS).toISOString();
  if (regime === "kvkk") return days;
  const month = addMonths(receivedAt, 1);
  return month < days ? month : days;
}

/** Until when an extended request must be answered: two months later (GDPR Art. 12(3)). */
export function extendedDueAt(dueAt: string): string {
  return addMonths(dueAt, 2);
}

/** The days whose warning is due and was not given yet. */
export function warningsDue(
  request: { readonly receivedAt: string; readonly warnedDays: readonly number[] },
  now: string,
): readonly number[] {
  const elapsedDays = (Date.parse(now) - Date.parse(request.receivedAt)) / DAY_MS;
  return WARNING_DAYS.filter((day) => elapsedDays >= day && !request.warnedDays.includes(day));
}

/** The same day of a later month, or that month's last day. */
function addMonths(time: string, months: number): string {
  const date = new Date(time);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, lastDay));
  return date.toISOString();
}
