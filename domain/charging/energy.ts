import { inTimeOrder } from "./readings.ts";
import type { MeterReading, Session, SessionFlag } from "./session.ts";

export interface MeterEvidence {
  /** Absent where no register came with the start: then the first reading stands for it. */
  readonly meterStartWh?: number | undefined;
  /** Absent where no register came with the stop: then the last reading stands for it. */
  readonly meterStopWh?: number | undefined;
  readonly readings: readonly MeterReading[];
}

export interface SessionEnergy {
  /** Integer, never negative. */
  readonly energyWh: number;
  readonly flags: readonly SessionFlag[];
}

/** A terawatt hour: no charger's meter gets there, and thousandths of it are still exact. */
const MAX_REGISTER_WH = 1e12;

/**
 * The energy of a session: last register less first, rounded to the Wh. A register that ends below its beginning is
 * flagged, and only what it counted up before and after a fall to near zero is taken (docs/billing.md).
 */
export function energyOfSession(evidence: MeterEvidence): SessionEnergy {
  const registers = [
    evidence.meterStartWh,
    ...inTimeOrder(evidence.readings).map(({ energyRegisterWh }) => energyRegisterWh),
    evidence.meterStopWh,
  ]
    .filter(isRegister)
    .map(toMilliWattHours);
  const first = registers[0] ?? 0;
  const last = registers.at(-1) ?? 0;

  if (last >= first) return { energyWh: toWattHours(last - first), flags: [] };
  return { energyWh: toWattHours(countedBetweenResets(registers)), flags: ["energy-decreased"] };
}

/** The energy so far of an active session, from its last reading alone; the final energy of an ended one. */
export function liveEnergyWh(session: Session, lastReading: MeterReading | undefined): number {
  if (session.state === "ended") return session.energyWh ?? 0;
  const readings = lastReading === undefined ? [] : [lastReading];
  return energyOfSession({ meterStartWh: knownMeterStartWh(session), readings }).energyWh;
}

/** The register at the start, unless the charger sent none. */
export function knownMeterStartWh(session: Session): number | undefined {
  return session.meterStartMissing ? undefined : session.meterStartWh;
}

/** Whether a value can be the state of an energy register; some chargers send negative ones. */
export function isRegister(value: number | undefined): value is number {
  return value !== undefined && value >= 0 && value <= MAX_REGISTER_WH;
}

function countedBetweenResets(registers: readonly number[]): number {
  let counted = 0;
  let runStart = registers[0] ?? 0;
  let previous = runStart;
  for (const register of registers) {
    if (isReset(previous, register)) {
      counted += Math.max(0, previous - runStart);
      runStart = register;
    }
    previous = register;
  }
  return counted + Math.max(0, previous - runStart);
}

/** A register that starts again counts from zero, but the first reading may come minutes later. */
function isReset(before: number, after: number): boolean {
  return after <= before / 10;
}

/** Thousandths as integers, so that decimals of two registers are subtracted without drift. */
function toMilliWattHours(wattHours: number): number {
  return Math.round(wattHours * 1000);
}

function toWattHours(milliWattHours: number): number {
  return Math.round(milliWattHours / 1000);
}
