import { type MeterValuesRequest, validateRequest } from "../generated/v16/meter-values.js";
import { requestSchema } from "../generated/v16/meter-values-schema.js";
import { decisiveSampleFields } from "./decisive-sample-fields.ts";
import { type Salvaged, type SalvagePlan, salvage } from "./salvage.ts";

const PLAN: SalvagePlan<MeterValuesRequest> = {
  validate: validateRequest,
  schema: requestSchema,
  timestamps: ({ meterValue }) => meterValue.map(({ timestamp }) => timestamp),
  substitutes: () => ({
    connectorId: 0,
    meterValue: [],
    "meterValue.sampledValue": [],
  }),
  decisive: decisiveSampleFields("meterValue.sampledValue"),
};

/**
 * Valid 1.6 MeterValues from anything; substitutes: connectorId 0 (the charger's own meter), no values, time of
 * receipt. Other fields of a sampled value than those that decide what it means fall away alone.
 */
export function salvageMeterValues16(
  payload: unknown,
  receivedAt: string,
): Salvaged<MeterValuesRequest> {
  return salvage(PLAN, payload, receivedAt);
}
