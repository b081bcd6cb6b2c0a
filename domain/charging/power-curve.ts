import { inTimeOrder } from "./readings.ts";
import type { MeterReading } from "./session.ts";

export interface PowerSample {
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly powerW: number;
}

/**
 * Power over time, thinned out evenly to at most `most` points, the first and the last among them. Where the meter sends
 * no power, it is what the energy between two readings comes to.
 */
export function powerCurve(
  readings: readonly MeterReading[],
  most: number,
): readonly PowerSample[] {
  const ordered = inTimeOrder(readings);
  const sent = ordered.flatMap(({ sampledAt: at, powerW }) =>
    powerW !== undefined && Number.isFinite(powerW) ? [{ at, powerW: Math.round(powerW) }] : [],
  );
  const curve = sent.length > 0 ? sent : fromEnergy(ordered);
  if (curve.length <= most) return curve;
  const step = (curve.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, index) => curve[Math.round(index * step)]).filter(
    (sample) => sample !== undefined,
  );
}

function fromEnergy(ordered: ReturnType<typeof inTimeOrder>): readonly PowerSample[] {
  const registers = ordered.filter(({ energyRegisterWh }) => energyRegisterWh !== undefined);
  return registers.slice(1).flatMap(({ sampledAt: at, atMs, energyRegisterWh = 0 }, index) => {
    const before = registers[index];
    if (!before || atMs <= before.atMs) return [];
    const energyWh = energyRegisterWh - (before.energyRegisterWh ?? 0);
    const powerW = Math.round((energyWh * 3_600_000) / (atMs - before.atMs));
    return [{ at, powerW: Math.max(0, powerW) }];
  });
}
