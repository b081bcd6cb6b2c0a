import type { MeterValuesRequest as MeterValues16 } from "./generated/v16/meter-values.js";
import type { MeterValuesRequest as MeterValues201 } from "./generated/v201/meter-values.js";
import { type MeterSample, valueInBaseUnit } from "./meter-sample.ts";
import { measuresOf } from "./reading-of-samples.ts";
import { plausibleTimestamp } from "./timestamp.ts";

/** What a meter said at one moment, in base units; the same shape as the domain's, which this folder may not import. */
export interface MeterReading {
  /** UTC in canonical form. */
  readonly sampledAt: string;
  readonly energyRegisterWh?: number;
  readonly powerW?: number;
  readonly currentA?: number;
  readonly voltageV?: number;
  readonly socPercent?: number;
  readonly context?: string;
  readonly chargingState?: string;
  readonly seqNo?: number;
}

/** What a TransactionEvent says beside its meter values. */
export type EventFacts = Pick<MeterReading, "chargingState" | "seqNo">;

type MeterValue16 = MeterValues16["meterValue"][number];
type SampledValue16 = MeterValue16["sampledValue"][number];
type MeterValue201 = MeterValues201["meterValue"][number];
type SampledValue201 = MeterValue201["sampledValue"][number];

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const DEFAULT_MEASURAND = "Energy.Active.Import.Register";

/** The readings of a 1.6 `meterValue` or `transactionData`; signed values and what is no number are passed over. */
export function meterReadings16(
  meterValue: readonly MeterValue16[],
  receivedAt: string,
): MeterReading[] {
  return meterValue.flatMap(({ timestamp, sampledValue }) =>
    readingsOf(timestamp, sampledValue.flatMap(sample16), receivedAt),
  );
}

/** The readings of a 2.0.1 `meterValue`, each with what its TransactionEvent says beside it. */
export function meterReadings201(
  meterValue: readonly MeterValue201[],
  receivedAt: string,
  facts: EventFacts = {},
): MeterReading[] {
  return meterValue.flatMap(({ timestamp, sampledValue }) =>
    readingsOf(timestamp, sampledValue.flatMap(sample201), receivedAt).map((reading) => ({
      ...reading,
      ...facts,
    })),
  );
}

function sample16(sampled: SampledValue16): MeterSample | [] {
  const { measurand = DEFAULT_MEASURAND, unit, phase, location, context } = sampled;
  const text = sampled.value.trim();
  if (sampled.format === "SignedData" || !DECIMAL.test(text)) return [];
  const value = valueInBaseUnit(Number(text), measurand, unit);
  return value === undefined ? [] : { measurand, value, phase, location, context };
}

function sample201(sampled: SampledValue201): MeterSample | [] {
  const { measurand = DEFAULT_MEASURAND, unitOfMeasure = {}, phase, location, context } = sampled;
  const { unit, multiplier } = unitOfMeasure;
  const value = valueInBaseUnit(sampled.value, measurand, unit, multiplier);
  return value === undefined ? [] : { measurand, value, phase, location, context };
}

/** One reading per context, since one moment may be both a clock sample and the end of a transaction. */
function readingsOf(
  timestamp: string,
  samples: readonly MeterSample[],
  receivedAt: string,
): MeterReading[] {
  const sampledAt = plausibleTimestamp(timestamp, receivedAt) ?? receivedAt;
  const contexts = [...new Set(samples.map(({ context }) => context))];
  return contexts.flatMap((context) => {
    const measures = measuresOf(samples.filter((sample) => sample.context === context));
    if (Object.keys(measures).length === 0) return [];
    return { sampledAt, ...measures, ...(context !== undefined && { context }) };
  });
}
