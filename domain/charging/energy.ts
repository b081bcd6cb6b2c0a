import {
  mostEnergyWh,
  type Period,
  plausibleSteps,
  type RegisterMark,
} from "./plausible-energy.ts";
import { inTimeOrder } from "./readings.ts";
import type { MeterReading, Session, SessionFlag } from "./session.ts";

export interface MeterEvidence {
  /** Absent where no register came with the start: then the first reading stands for it. */
  readonly meterStartWh?: number | undefined;
  /** Absent where no register came with the stop: then the last reading stands for it. */
  readonly meterStopWh?: number | undefined;
  readonly readings: readonly MeterReading[];
  /** Absent where the session's time is of no matter: then no reading is out of it, and no energy too much for it. */
  readonly period?: Period;
}

export interface SessionEnergy {
  /** Integer, never negative. */
  readonly energyWh: number;
  readonly flags: readonly SessionFlag[];
}

/** A terawatt hour: no charger's meter gets there, and thousandths of it are still exact. */
const MAX_REGISTER_WH = 1e12;
/** The reading of a start or stop may bear a time a little beside the message's. */
const BESIDE_MS = 60_000;
/** Some chargers round what they say in between to a tenth of a kWh. */
const ROUNDING_MILLI_WH = 100_000;

/**
 * The energy of a session: last register less first, rounded to the Wh. A register that was reset within the session
 * is flagged, and only what it counted before and after is taken; more than time and power allow is flagged, and only
 * what they allow is taken (docs/billing.md).
 */
export function energyOfSession(evidence: MeterEvidence): SessionEnergy {
  const { period } = evidence;
  const readings = within(period, evidence.readings);
  const marks = marksOf(evidence, readings);
  const { milliWattHours, flags } = countedOf(marks, isRegister(evidence.meterStopWh));
  const powersW = readings.flatMap(({ powerW }) => powerW ?? []);

  if (period === undefined || milliWattHours <= mostEnergyWh(period, powersW) * 1000) {
    return { energyWh: toWattHours(milliWattHours), flags };
  }
  return {
    energyWh: toWattHours(plausibleSteps(marks, period, powersW)),
    flags: [...flags, "energy-implausible"],
  };
}

/** The register at the start, unless the charger sent none. */
export function knownMeterStartWh(session: Session): number | undefined {
  return session.meterStartMissing ? undefined : session.meterStartWh;
}

/** Whether a value can be the state of an energy register; some chargers send negative ones. */
export function isRegister(value: number | undefined): value is number {
  return value !== undefined && value >= 0 && value <= MAX_REGISTER_WH;
}

/** Readings from before the start or after the end are another session's. */
function within(
  period: Period | undefined,
  readings: readonly MeterReading[],
): readonly MeterReading[] {
  if (!period?.isTrusted) return readings;
  const fromMs = Date.parse(period.startedAt) - BESIDE_MS;
  const toMs = Date.parse(period.endedAt) + BESIDE_MS;
  return readings.filter(({ sampledAt }) => {
    const atMs = Date.parse(sampledAt);
    return atMs >= fromMs && atMs <= toMs;
  });
}

function marksOf(
  { meterStartWh, meterStopWh, period }: MeterEvidence,
  readings: readonly MeterReading[],
): readonly RegisterMark[] {
  const markOf = (atMs: number, register: number | undefined): RegisterMark | [] =>
    isRegister(register) ? { atMs, milliWattHours: toMilliWattHours(register) } : [];
  return [
    markOf(Date.parse(period?.startedAt ?? ""), meterStartWh),
    ...inTimeOrder(readings).map(({ atMs, energyRegisterWh }) => markOf(atMs, energyRegisterWh)),
    markOf(Date.parse(period?.endedAt ?? ""), meterStopWh),
  ].flat();
}

/** A register that was reset is told by its end, or by readings beyond what its two ends allow. */
function countedOf(marks: readonly RegisterMark[], hasStop: boolean) {
  const registers = marks
    .map(({ milliWattHours }) => milliWattHours)
    .filter((register, index, all) => register !== all[index - 1]);
  const difference = (registers.at(-1) ?? 0) - (registers[0] ?? 0);
  if (difference < 0) return decreased(registers);
  const lastReading = (hasStop ? marks.slice(1, -1) : marks.slice(1)).at(-1)?.milliWattHours ?? 0;
  const fell = registers.some((_, index) => isResetAt(registers, index));
  if (fell && lastReading > difference + ROUNDING_MILLI_WH) return decreased(registers);
  return { milliWattHours: difference, flags: [] };
}

function decreased(registers: readonly number[]) {
  return {
    milliWattHours: countedBetweenResets(registers),
    flags: ["energy-decreased"] as readonly SessionFlag[],
  };
}

function countedBetweenResets(registers: readonly number[]): number {
  let counted = 0;
  let runStart = registers[0] ?? 0;
  let previous = runStart;
  for (const [index, register] of registers.entries()) {
    if (isResetAt(registers, index)) {
      counted += Math.max(0, previous - runStart);
      runStart = register;
    }
    previous = register;
  }
  return counted + Math.max(0, previous - runStart);
}

/** Counts from near zero again, as the first reading may come minutes later; one that is back at once was a slip. */
function isResetAt(registers: readonly number[], index: number): boolean {
  const before = registers[index - 1] ?? 0;
  const register = registers[index] ?? 0;
  const next = registers[index + 1] ?? 0;
  return before > 0 && register <= before / 10 && next < before;
}

/** Thousandths as integers, so that decimals of two registers are subtracted without drift. */
function toMilliWattHours(wattHours: number): number {
  return Math.round(wattHours * 1000);
}

function toWattHours(milliWattHours: number): number {
  return Math.round(milliWattHours / 1000);
}
