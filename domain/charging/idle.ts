import { isRegister } from "./energy.ts";
import { inTimeOrder, type TimedReading } from "./readings.ts";
import type { MeterReading } from "./session.ts";

export interface IdleEvidence {
  readonly startedAt: string;
  /** For a session that goes on: now. */
  readonly endedAt: string;
  readonly meterStartWh?: number | undefined;
  readonly meterStopWh?: number | undefined;
  readonly readings: readonly MeterReading[];
}

type Moment = Pick<TimedReading, "atMs" | "energyRegisterWh" | "powerW" | "chargingState">;

/** Above what an electronic charger and a sleeping car draw (tens of watts), below the least that charges (1.4 kW). */
const CHARGING_POWER_W = 100;
const RISE_WH = 1;
const CAR_TAKES_NOTHING = ["SuspendedEV", "Idle"];

/**
 * Whole seconds at the end of a session in which the car demonstrably drew no energy and the charger did not hold it
 * back; 0 where the charger's reports do not prove that (docs/billing.md).
 */
export function idleSecondsOf(evidence: IdleEvidence): number {
  let idleMs = 0;
  let isCounting = false;
  let wasCharging = false;
  let state: string | undefined;
  let register: number | undefined;
  let previousMs = Date.parse(evidence.startedAt);

  for (const moment of momentsOf(evidence)) {
    const rose = hasRisen(register, moment.energyRegisterWh);
    const isCharging = rose === true || saysCharging(moment);
    if (isCharging || (wasCharging && rose !== false)) {
      idleMs = 0;
      isCounting = true;
    } else if (isCounting && state !== "SuspendedEVSE") {
      idleMs += moment.atMs - previousMs;
    }
    state = moment.chargingState ?? state;
    isCounting ||= CAR_TAKES_NOTHING.includes(state ?? "");
    wasCharging = isCharging;
    if (rose !== false) register = moment.energyRegisterWh ?? register;
    previousMs = moment.atMs;
  }
  return Math.floor(idleMs / 1000);
}

/** The start, what the charger reported within the session, and the end; only what tells whether energy flowed. */
function momentsOf(evidence: IdleEvidence): readonly Moment[] {
  const startMs = Date.parse(evidence.startedAt);
  const endMs = Date.parse(evidence.endedAt);
  if (!(endMs > startMs)) return [];

  const reported = inTimeOrder(evidence.readings).filter(
    ({ atMs, energyRegisterWh, powerW, chargingState }) =>
      atMs >= startMs &&
      atMs <= endMs &&
      (isRegister(energyRegisterWh) || powerW !== undefined || chargingState !== undefined),
  );
  return [
    { atMs: startMs, ...registerOf(evidence.meterStartWh) },
    ...reported,
    { atMs: endMs, ...registerOf(evidence.meterStopWh) },
  ];
}

function registerOf(energyRegisterWh: number | undefined): Pick<Moment, "energyRegisterWh"> {
  return isRegister(energyRegisterWh) ? { energyRegisterWh } : {};
}

/** Undefined where the registers do not tell: one is missing, or it fell. */
function hasRisen(before: number | undefined, after: number | undefined): boolean | undefined {
  if (!isRegister(before) || !isRegister(after) || after < before) return undefined;
  return after - before >= RISE_WH;
}

function saysCharging({ powerW, chargingState }: Moment): boolean {
  return chargingState === "Charging" || (powerW !== undefined && powerW > CHARGING_POWER_W);
}
