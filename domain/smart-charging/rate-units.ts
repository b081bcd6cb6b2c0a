import type { RateUnit } from "./charging-profile.ts";
import type { Limit } from "./profile-limit.ts";

/** Of one phase against neutral; what a charger really has, no message tells. */
const NOMINAL_VOLTAGE_V = 230;
/** 1.6 §7.14, 2.0.1 ChargingSchedulePeriodType: three where none are named. */
const DEFAULT_PHASES = 3;

/** A limit in W (of all phases) or A (of each), rounded down to the tenth that OCPP knows where it had to be converted. */
export function inUnit({ limit, unit, numberPhases }: Limit, wanted: RateUnit): number {
  if (unit === wanted) return limit;
  const wattsPerAmpere = NOMINAL_VOLTAGE_V * (numberPhases ?? DEFAULT_PHASES);
  const converted = wanted === "A" ? limit / wattsPerAmpere : limit * wattsPerAmpere;
  // 32.2 A are 7406 W a phase, which floating-point numbers have as 7405.999…
  return Math.floor(converted * 10 + 1e-6) / 10;
}
