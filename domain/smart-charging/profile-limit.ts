import type { ChargingProfile, RateUnit } from "./charging-profile.ts";

const DAY_MS = 86_400_000;
const RECURRENCE_MS = { daily: DAY_MS, weekly: 7 * DAY_MS } as const;

/** What a profile allows at a moment. */
export interface Limit {
  readonly limit: number;
  readonly unit: RateUnit;
  readonly numberPhases?: number;
}

/**
 * What one profile says of a moment; undefined outside its validity and its schedule. `relativeMs` is when the
 * transaction began: schedules without a start of their own count from there.
 */
export function limitOf(
  profile: ChargingProfile,
  atMs: number,
  relativeMs: number,
): Limit | undefined {
  if (!isValid(profile, atMs)) return undefined;
  const { unit, durationSeconds, periods } = profile.schedule;
  const elapsedSeconds = (atMs - startBefore(profile, atMs, relativeMs)) / 1000;
  if (!(elapsedSeconds >= 0)) return undefined;
  if (durationSeconds !== undefined && elapsedSeconds >= durationSeconds) return undefined;
  const period = periods.findLast(({ startSeconds }) => startSeconds <= elapsedSeconds);
  if (!period) return undefined;
  const { limit, numberPhases } = period;
  return { limit, unit, ...(numberPhases !== undefined && { numberPhases }) };
}

/** The moments, in milliseconds, at which what a profile says may change; those outside the span may be among them. */
export function changesOf(
  profile: ChargingProfile,
  span: { readonly fromMs: number; readonly untilMs: number },
  relativeMs: number,
): readonly number[] {
  const { durationSeconds, periods } = profile.schedule;
  const offsets = periods.map(({ startSeconds }) => startSeconds * 1000);
  if (durationSeconds !== undefined) offsets.push(durationSeconds * 1000);
  const starts = startsIn(profile, span, relativeMs);
  const bounds = [profile.validFrom, profile.validTo].flatMap((time) =>
    time === undefined ? [] : [Date.parse(time)],
  );
  return [
    ...bounds,
    ...starts,
    ...starts.flatMap((start) => offsets.map((offset) => start + offset)),
  ];
}

function isValid({ validFrom, validTo }: ChargingProfile, atMs: number): boolean {
  if (validFrom !== undefined && atMs < Date.parse(validFrom)) return false;
  return validTo === undefined || atMs < Date.parse(validTo);
}

/** When the schedule began that runs at a moment. A recurring one begins anew each day or week, in UTC. */
function startBefore(profile: ChargingProfile, atMs: number, relativeMs: number): number {
  const firstMs = firstStart(profile, relativeMs);
  const everyMs = recurrenceMs(profile);
  if (everyMs === undefined || atMs < firstMs) return firstMs;
  return firstMs + Math.floor((atMs - firstMs) / everyMs) * everyMs;
}

function startsIn(
  profile: ChargingProfile,
  { fromMs, untilMs }: { readonly fromMs: number; readonly untilMs: number },
  relativeMs: number,
): readonly number[] {
  const everyMs = recurrenceMs(profile);
  const starts: number[] = [];
  let start = startBefore(profile, fromMs, relativeMs);
  do {
    starts.push(start);
    start += everyMs ?? Number.POSITIVE_INFINITY;
  } while (start < untilMs);
  return starts;
}

function firstStart({ kind, schedule }: ChargingProfile, relativeMs: number): number {
  const hasOwnStart = kind !== "relative" && schedule.startsAt !== undefined;
  return hasOwnStart ? Date.parse(schedule.startsAt ?? "") : relativeMs;
}

function recurrenceMs({ kind, recurrency }: ChargingProfile): number | undefined {
  return kind === "recurring" && recurrency ? RECURRENCE_MS[recurrency] : undefined;
}
