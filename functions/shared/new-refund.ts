import type { Payment } from "#domain/payments/payment.ts";
import type { Refund } from "#domain/payments/refund.ts";
import { newId } from "./new-id.ts";

/** A refund as it begins. */
export function newRefund(
  { operatorId, paymentId, currency }: Payment,
  asked: Pick<Refund, "amountMinor" | "reason" | "requestedAt" | "requestedBy">,
): Refund {
  const { amountMinor, reason, requestedAt, requestedBy } = asked;
  return {
    operatorId,
    paymentId,
    refundId: newId(),
    amountMinor,
    currency,
    reason,
    state: "requested",
    requestedBy,
    requestedAt,
  };
}
