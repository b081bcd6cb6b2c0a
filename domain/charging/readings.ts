import type { MeterReading } from "./session.ts";

export interface TimedReading extends MeterReading {
  /** `sampledAt` in milliseconds since 1970. */
  readonly atMs: number;
}

/**
 * Readings from the earliest to the latest, the same for every order in which they came; those whose time cannot be
 * read are left out, because nothing says where they belong.
 */
export function inTimeOrder(readings: readonly MeterReading[]): readonly TimedReading[] {
  return readings
    .map((reading) => ({ ...reading, atMs: Date.parse(reading.sampledAt) }))
    .filter(({ atMs }) => Number.isFinite(atMs))
    .sort(byTimeThenContent);
}

function byTimeThenContent(left: TimedReading, right: TimedReading): number {
  return (
    left.atMs - right.atMs ||
    ascending(left.seqNo, right.seqNo) ||
    ascending(left.energyRegisterWh, right.energyRegisterWh) ||
    ascending(left.powerW, right.powerW) ||
    ascending(left.currentA, right.currentA) ||
    ascending(left.voltageV, right.voltageV) ||
    ascending(left.socPercent, right.socPercent) ||
    ascending(left.chargingState, right.chargingState)
  );
}

function ascending<T extends number | string>(left: T | undefined, right: T | undefined): number {
  if (left === right) return 0;
  if (left === undefined) return -1;
  if (right === undefined) return 1;
  return left < right ? -1 : 1;
}
