import type { AdHocAttempt } from "../adhoc/attempt.ts";
import type { Payment } from "./payment.ts";

/** The payment of an attempt that the gate let through, as it begins; undefined for every other attempt. */
export function newPayment(attempt: AdHocAttempt, now: string): Payment | undefined {
  if (attempt.state !== "cleared" && attempt.state !== "step-up") return undefined;
  const { operatorId, attemptId, subjectId, siteId, chargerId, connectorId, evseId } = attempt;
  const { quote, language } = attempt;
  return {
    operatorId,
    // One attempt, one payment: the same event again finds it made.
    paymentId: attemptId,
    attemptId,
    subjectId,
    siteId,
    chargerId,
    connectorId,
    ...(evseId !== undefined && { evseId }),
    state: "hold-requested",
    currency: quote.tariff.currency,
    holdMinor: quote.holdAmountMinor,
    ...(attempt.state === "step-up" && { stepUp: true }),
    language,
    tries: 0,
    dueAt: now,
    createdAt: now,
    updatedAt: now,
    version: 1,
  };
}
