/** A register at a moment. */
export interface RegisterMark {
  readonly atMs: number;
  readonly milliWattHours: number;
}

/** When a session took place; `isTrusted` is false where one of its times was repaired or cannot be right. */
export interface Period {
  readonly startedAt: string;
  readonly endedAt: string;
  readonly isTrusted: boolean;
}

/** The most that a car takes today; heavier ones have chargers that report their power. */
const MOST_POWER_W = 1_000_000;
/** A peak may fall between two samples of the power; and some chargers send kilowatts for watts. */
const PEAK_FACTOR = 1.5;
const LEAST_CEILING_W = 50_000;
/**
 * What a car's battery holds at most. Up to here registers are believed whatever the clocks say: chargers that tell a
 * whole session within seconds are more common than lifetime registers this small.
 */
const SLACK_WH = 200_000;
/** Where no time can be believed: more than any battery on the road takes. */
const MOST_WITHOUT_TIME_WH = 1_000_000;
const MS_PER_HOUR = 3_600_000;

/** The most energy, in Wh, that can have flowed in a period at a connector whose meter told these powers. */
export function mostEnergyWh(period: Period, powersW: readonly number[]): number {
  if (!period.isTrusted) return MOST_WITHOUT_TIME_WH;
  const durationMs = Math.max(0, Date.parse(period.endedAt) - Date.parse(period.startedAt));
  return mostInWh(durationMs, powersW);
}

/** What the steps between registers add up to that time and power allow, in thousandths of a Wh. */
export function plausibleSteps(
  marks: readonly RegisterMark[],
  period: Period,
  powersW: readonly number[],
): number {
  const most = mostEnergyWh(period, powersW) * 1000;
  const counted = marks.slice(1).reduce((sum, mark, index) => {
    const before = marks[index] ?? mark;
    const step = mark.milliWattHours - before.milliWattHours;
    const allowed = mostInWh(Math.max(0, mark.atMs - before.atMs), powersW) * 1000;
    return step > 0 && step <= allowed ? sum + step : sum;
  }, 0);
  return Math.min(counted, most);
}

function mostInWh(durationMs: number, powersW: readonly number[]): number {
  return (ceilingW(powersW) * durationMs) / MS_PER_HOUR + SLACK_WH;
}

function ceilingW(powersW: readonly number[]): number {
  const highest = powersW.reduce((most, power) => Math.max(most, power), 0);
  return highest > 0 ? Math.max(LEAST_CEILING_W, highest * PEAK_FACTOR) : MOST_POWER_W;
}
