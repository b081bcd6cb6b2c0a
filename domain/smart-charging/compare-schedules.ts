import type { CompositePeriod } from "./composite-schedule.ts";

/** A schedule that a charger composed itself. */
export interface ReportedSchedule {
  readonly unit: "A" | "W";
  readonly startsAt: string;
  readonly durationSeconds: number;
  readonly periods: readonly CompositePeriod[];
}

/** What rounding may add on either side. */
const TOLERANCE = 0.11;

/**
 * The first second at which a charger's own schedule is above ours, both from the same moment and in one unit;
 * undefined where it never is. Where we know of no limit, its own is as good as any.
 */
export function firstAbove(
  ours: readonly CompositePeriod[],
  theirs: readonly CompositePeriod[],
  durationSeconds: number,
): number | undefined {
  const seconds = [...ours, ...theirs].map(({ startSeconds }) => startSeconds);
  return seconds
    .toSorted((one, other) => one - other)
    .find((second) => {
      if (second >= durationSeconds) return false;
      const allowed = limitAt(ours, second);
      const reported = limitAt(theirs, second);
      return allowed !== undefined && reported !== undefined && reported > allowed + TOLERANCE;
    });
}

function limitAt(periods: readonly CompositePeriod[], second: number): number | undefined {
  return periods.findLast(({ startSeconds }) => startSeconds <= second)?.limit;
}
