/** One measured value in the base unit of its measurand, as both versions can say it. */
export interface MeterSample {
  readonly measurand: string;
  readonly value: number;
  readonly phase?: string | undefined;
  readonly location?: string | undefined;
  readonly context?: string | undefined;
}

/** The measurands that we keep, and the power of ten by which each of their units is the base unit. */
const UNITS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  "Energy.Active.Import.Register": { wh: 0, kwh: 3 },
  "Power.Active.Import": { w: 0, kw: 3 },
  "Current.Import": { a: 0 },
  Voltage: { v: 0 },
  SoC: { percent: 0, "%": 0 },
};

/** Beyond every meter, and within what a database takes. */
const LARGEST_VALUE = 1e15;
const LARGEST_EXPONENT = 30;

/**
 * The value in the measurand's base unit: Wh, W, A, V or percent, which are also the defaults. Undefined for a
 * measurand that we do not keep, a unit that is none of its own, and a value that is no number of this world.
 */
export function valueInBaseUnit(
  value: number,
  measurand: string,
  unit: string | undefined,
  multiplier = 0,
): number | undefined {
  const units = Object.hasOwn(UNITS, measurand) ? UNITS[measurand] : undefined;
  const exponent = unit === undefined ? 0 : units?.[unit.trim().toLowerCase()];
  if (units === undefined || exponent === undefined) return undefined;
  const inBaseUnit = timesPowerOfTen(value, exponent + multiplier);
  if (!(Math.abs(inBaseUnit) <= LARGEST_VALUE)) return undefined;
  return measurand === "SoC" && (inBaseUnit < 0 || inBaseUnit > 100) ? undefined : inBaseUnit;
}

/** Shifts the decimal point: 1.001 kWh are 1001 Wh, not 1000.9999999999999. */
function timesPowerOfTen(value: number, exponent: number): number {
  if (exponent === 0) return value;
  if (Math.abs(exponent) > LARGEST_EXPONENT) return Number.NaN;
  const [digits, power = "0"] = String(value).split("e");
  return Number(`${digits}e${Number(power) + exponent}`);
}
