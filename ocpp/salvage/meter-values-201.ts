import { type MeterValuesRequest, validateRequest } from "../generated/v201/meter-values.js";
import { requestSchema } from "../generated/v201/meter-values-schema.js";
import { decisiveSampleFields } from "./decisive-sample-fields.ts";
import { type Salvaged, type SalvagePlan, salvage } from "./salvage.ts";

const PLAN: SalvagePlan<MeterValuesRequest> = {
  validate: validateRequest,
  schema: requestSchema,
  timestamps: ({ meterValue }) => meterValue.map(({ timestamp }) => timestamp),
  substitutes: (receivedAt) => ({
    evseId: 0,
    meterValue: [{ timestamp: receivedAt, sampledValue: [NOT_A_READING] }],
  }),
  decisive: decisiveSampleFields("meterValue.sampledValue"),
};

/** The schema demands at least one value; this is one of a measurand that we never read. */
const NOT_A_READING = { value: 0, measurand: "Frequency", context: "Other" } as const;

/**
 * Valid 2.0.1 MeterValues from anything; substitutes: evseId 0 (the station's own meter), time of receipt, and where no
 * value can be kept a single one that yields no reading.
 */
export function salvageMeterValues201(
  payload: unknown,
  receivedAt: string,
): Salvaged<MeterValuesRequest> {
  return salvage(PLAN, payload, receivedAt);
}
