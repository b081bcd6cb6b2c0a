import * as v16 from "../generated/v16/meter-values.js";
import * as v201 from "../generated/v201/meter-values.js";
import { decisiveSampleFields } from "./decisive-sample-fields.ts";
import { type Salvaged, type SalvagePlan, salvage } from "./salvage.ts";

const PLAN_16: SalvagePlan<v16.MeterValuesRequest> = {
  validate: v16.validateRequest,
  substitutes: () => ({ connectorId: 0, meterValue: [], "meterValue.sampledValue": [] }),
  decisive: decisiveSampleFields("meterValue.sampledValue"),
};

/** The 2.0.1 schema demands at least one value; this is one of a measurand that we never read. */
const NOT_A_READING = { value: 0, measurand: "Frequency", context: "Other" } as const;

const PLAN_201: SalvagePlan<v201.MeterValuesRequest> = {
  validate: v201.validateRequest,
  substitutes: (receivedAt) => ({
    evseId: 0,
    meterValue: [{ timestamp: receivedAt, sampledValue: [NOT_A_READING] }],
  }),
  decisive: decisiveSampleFields("meterValue.sampledValue"),
};

/** Valid 1.6 MeterValues from anything; substitutes: connectorId 0 (the charger's own meter), no values, time of receipt. */
export function salvageMeterValues16(
  payload: unknown,
  receivedAt: string,
): Salvaged<v16.MeterValuesRequest> {
  return salvage(PLAN_16, payload, receivedAt);
}

/**
 * Valid 2.0.1 MeterValues from anything; substitutes: evseId 0 (the station's own meter), time of receipt, and where no
 * value can be kept a single one that yields no reading.
 */
export function salvageMeterValues201(
  payload: unknown,
  receivedAt: string,
): Salvaged<v201.MeterValuesRequest> {
  return salvage(PLAN_201, payload, receivedAt);
}
