import {
  type StartTransactionRequest,
  validateRequest,
} from "../generated/v16/start-transaction.js";
import { type Salvaged, type SalvagePlan, salvage } from "./salvage.ts";

const PLAN: SalvagePlan<StartTransactionRequest> = {
  validate: validateRequest,
  // Connector 0 and the empty tag are nobody's. A start register of 0 makes a session's energy wrong: whoever bills
  // must look for `meterStart:` among the deviations.
  substitutes: () => ({ connectorId: 0, idTag: "", meterStart: 0 }),
};

/** A valid 1.6 StartTransaction from anything; substitutes: connectorId 0, idTag "", meterStart 0, timestamp of receipt. */
export function salvageStartTransaction(
  payload: unknown,
  receivedAt: string,
): Salvaged<StartTransactionRequest> {
  return salvage(PLAN, payload, receivedAt);
}
