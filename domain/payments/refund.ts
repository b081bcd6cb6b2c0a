import { DomainError } from "../errors.ts";
import type { Payment } from "./payment.ts";

/** Why money goes back. */
export const REFUND_REASONS = [
  "charged-too-much",
  "charger-faulty",
  "goodwill",
  "not-delivered",
  "bill-corrected",
] as const;
type RefundReason = (typeof REFUND_REASONS)[number];

/** Money that goes back to the instrument that it came from. */
export interface Refund {
  readonly operatorId: string;
  readonly paymentId: string;
  readonly refundId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly reason: RefundReason;
  readonly state: "requested" | "paid" | "failed";
  readonly requestedBy: string;
  readonly requestedAt: string;
  readonly finishedAt?: string;
}

/** What is left of a payment to give back, in minor units. */
export function refundableMinor({ capturedMinor = 0, refundedMinor = 0 }: Payment): number {
  return Math.max(capturedMinor - refundedMinor, 0);
}

/**
 * A payment with a refund asked for: never more than was taken, all refunds together. Throws
 * `payment.not-refundable` and `refund.too-much`.
 */
export function withRefund(payment: Payment, refund: Refund, now: string): Payment {
  if (payment.state !== "captured") {
    throw new DomainError("payment.not-refundable", "Nothing was taken that could go back.");
  }
  const leftMinor = refundableMinor(payment);
  if (
    !Number.isSafeInteger(refund.amountMinor) ||
    refund.amountMinor <= 0 ||
    refund.amountMinor > leftMinor
  ) {
    throw new DomainError("refund.too-much", "No more can go back than was taken.", { leftMinor });
  }
  return {
    ...payment,
    refundedMinor: (payment.refundedMinor ?? 0) + refund.amountMinor,
    openRefunds: [...(payment.openRefunds ?? []), refund.refundId],
    tries: 0,
    dueAt: now,
  };
}
