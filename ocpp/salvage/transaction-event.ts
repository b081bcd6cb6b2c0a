import {
  type TransactionEventRequest,
  validateRequest,
} from "../generated/v201/transaction-event.js";
import { decisiveSampleFields } from "./decisive-sample-fields.ts";
import { isSubstituted, type Salvaged, type SalvagePlan, salvage } from "./salvage.ts";

const PLAN: SalvagePlan<TransactionEventRequest> = {
  validate: validateRequest,
  substitutes: () => ({
    // An update neither opens nor closes a session.
    eventType: "Updated",
    triggerReason: "AbnormalCondition",
    // Before every number that a charger may give, so never taken for its first message.
    seqNo: -1,
    transactionInfo: { transactionId: "" },
    "transactionInfo.transactionId": "",
    "transactionInfo.stoppedReason": "Other",
    "idToken.type": "ISO14443",
  }),
  decisive: decisiveSampleFields("meterValue.sampledValue"),
};

/**
 * A valid 2.0.1 TransactionEvent from anything; substitutes: eventType "Ended" where a reason for stopping is given,
 * else "Updated"; triggerReason "AbnormalCondition"; seqNo -1; transactionId "" (belongs to no session); an unknown
 * stoppedReason "Other"; an unknown kind of token "ISO14443"; time of receipt.
 */
export function salvageTransactionEvent(
  payload: unknown,
  receivedAt: string,
): Salvaged<TransactionEventRequest> {
  const { request, deviations } = salvage(PLAN, payload, receivedAt);
  const isReallyTheEnd =
    isSubstituted(deviations, "eventType") && request.transactionInfo.stoppedReason !== undefined;
  return { request: isReallyTheEnd ? { ...request, eventType: "Ended" } : request, deviations };
}
