const DAY_MS = 86_400_000;

/** How long data is kept that no law holds longer, in days. */
export const KEPT_DAYS = {
  /** A driver of whom nothing was heard: claims from a contract are over by then. */
  inactiveDrivers: 1_095,
  /** What meters said, beyond the energy that stands on the bill. */
  sessionReadings: 730,
} as const;

/** What was last heard of before this moment has been kept long enough. */
export function keptUntil(kind: keyof typeof KEPT_DAYS, now: string): string {
  return new Date(Date.parse(now) - KEPT_DAYS[kind] * DAY_MS).toISOString();
}
