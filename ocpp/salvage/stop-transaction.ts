import { type StopTransactionRequest, validateRequest } from "../generated/v16/stop-transaction.js";
import { meterReadings16 } from "../meter-values.ts";
import { decisiveSampleFields } from "./decisive-sample-fields.ts";
import { isSubstituted, type Salvaged, type SalvagePlan, salvage } from "./salvage.ts";

const PLAN: SalvagePlan<StopTransactionRequest> = {
  validate: validateRequest,
  // No transaction of ours has the id -1. A reason that is no text is still a reason other than Local.
  substitutes: () => ({ transactionId: -1, meterStop: 0, reason: "Other" }),
  decisive: decisiveSampleFields("transactionData.sampledValue"),
};

/**
 * A valid 1.6 StopTransaction from anything; substitutes: transactionId -1, timestamp of receipt, reason "Other" for
 * an unknown one, and for a lost meterStop the last energy register of `transactionData`, else 0.
 */
export function salvageStopTransaction(
  payload: unknown,
  receivedAt: string,
): Salvaged<StopTransactionRequest> {
  const { request, deviations } = salvage(PLAN, payload, receivedAt);
  if (!isSubstituted(deviations, "meterStop")) return { request, deviations };
  return { request: { ...request, meterStop: lastRegister(request, receivedAt) }, deviations };
}

function lastRegister(
  { transactionData = [] }: StopTransactionRequest,
  receivedAt: string,
): number {
  const registers = meterReadings16(transactionData, receivedAt).flatMap(
    ({ energyRegisterWh }) => energyRegisterWh ?? [],
  );
  return Math.round(registers.at(-1) ?? 0);
}
