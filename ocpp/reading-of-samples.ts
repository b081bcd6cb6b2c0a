import type { MeterSample } from "./meter-sample.ts";
import type { MeterReading } from "./meter-values.ts";

const PHASES = ["L1", "L2", "L3"] as const;

type Measures = Omit<MeterReading, "sampledAt" | "context" | "chargingState" | "seqNo">;

/**
 * The overall value of each measurand among samples of one moment. A value without phase stands for the whole;
 * else the phases L1 to L3 are added up (energy, power), the highest counts (current, which is what a cable feels), or
 * their mean (voltage). The neutral and line-to-line values never count. Values measured at the outlet go before others.
 */
export function measuresOf(samples: readonly MeterSample[]): Measures {
  const energyRegisterWh = overall(samples, "Energy.Active.Import.Register", sum);
  const powerW = overall(samples, "Power.Active.Import", sum);
  const currentA = overall(samples, "Current.Import", highest);
  const voltageV = overall(samples, "Voltage", mean);
  const socPercent = samples.find(({ measurand }) => measurand === "SoC")?.value;
  return {
    ...(energyRegisterWh !== undefined && { energyRegisterWh }),
    ...(powerW !== undefined && { powerW }),
    ...(currentA !== undefined && { currentA }),
    ...(voltageV !== undefined && { voltageV }),
    ...(socPercent !== undefined && { socPercent }),
  };
}

function overall(
  samples: readonly MeterSample[],
  measurand: string,
  combine: (values: readonly number[]) => number,
): number | undefined {
  const ofMeasurand = samples.filter((sample) => sample.measurand === measurand);
  const atOutlet = ofMeasurand.filter(({ location = "Outlet" }) => location === "Outlet");
  const candidates = atOutlet.length > 0 ? atOutlet : ofMeasurand;
  const whole = candidates.find(({ phase }) => phase === undefined);
  if (whole !== undefined) return whole.value;
  const values = PHASES.flatMap(
    (line) => candidates.find(({ phase }) => phase === line || phase === `${line}-N`)?.value ?? [],
  );
  return values.length > 0 ? combine(values) : undefined;
}

function sum(values: readonly number[]): number {
  const total = values.reduce((left, right) => left + right, 0);
  // Meters send at most a few decimals; what is beyond comes from adding in binary.
  return Number(total.toFixed(6));
}

function highest(values: readonly number[]): number {
  return Math.max(...values);
}

function mean(values: readonly number[]): number {
  return Number((sum(values) / values.length).toFixed(3));
}
