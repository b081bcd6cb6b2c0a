import { inTimeOrder, type TimedReading } from "./readings.ts";
import type { MeterReading } from "./session.ts";

interface LatestValue {
  readonly value: number;
  readonly sampledAt: string;
}

export interface LatestValues {
  readonly energyRegisterWh?: LatestValue;
  readonly powerW?: LatestValue;
  readonly currentA?: LatestValue;
  readonly voltageV?: LatestValue;
  readonly socPercent?: LatestValue;
}

const MEASURES = ["energyRegisterWh", "powerW", "currentA", "voltageV", "socPercent"] as const;

/** The newest value of each measure, with its own time; a measure that was never sent is absent. */
export function latestValues(readings: readonly MeterReading[]): LatestValues {
  const newestFirst = inTimeOrder(readings).toReversed();
  const found = MEASURES.flatMap((measure) => {
    const latest = newestOf(measure, newestFirst);
    return latest === undefined ? [] : [[measure, latest] as const];
  });
  return Object.fromEntries(found);
}

function newestOf(
  measure: (typeof MEASURES)[number],
  newestFirst: readonly TimedReading[],
): LatestValue | undefined {
  for (const reading of newestFirst) {
    const value = reading[measure];
    if (value !== undefined && Number.isFinite(value)) {
      return { value, sampledAt: reading.sampledAt };
    }
  }
  return undefined;
}
