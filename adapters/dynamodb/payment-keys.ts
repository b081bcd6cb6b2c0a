import type { Key } from "./keys.ts";

/** The keys of the Payments table. */
export const paymentKeys = {
  /** The id begins with the time, so that a list is in order. */
  payment: (operatorId: string, paymentId: string): Key => ({
    pk: operatorId,
    sk: `PAYMENT#${paymentId}`,
  }),
  /** When a payment must be looked at, over all operators: the platform's alone, no operator's id is the same. */
  duePayment: (operatorId: string, paymentId: string, dueAt: string) => ({
    gsi1pk: "platform",
    gsi1sk: `${dueAt}#${operatorId}#${paymentId}`,
  }),
  refund: (operatorId: string, paymentId: string, refundId: string): Key => ({
    pk: operatorId,
    sk: `REFUND#${paymentId}#${refundId}`,
  }),
  /** Leads from the token of a session to the payment of it. */
  paidToken: (operatorId: string, tokenRef: string): Key => ({
    pk: operatorId,
    sk: `PAIDTOKEN#${tokenRef}`,
  }),
  /** A notice of the payment service: it counts once. */
  paymentNotice: (operatorId: string, digest: string): Key => ({
    pk: operatorId,
    sk: `NOTICE#${digest}`,
  }),
  /** What one of the staff has refunded on a day. */
  refundDay: (operatorId: string, day: string, subject: string): Key => ({
    pk: operatorId,
    sk: `REFUNDDAY#${day}#${subject}`,
  }),
  /** A partition for each day, UTC. */
  posting: (operatorId: string, bookedAt: string, postingId: string): Key => ({
    pk: ledgerPartition(operatorId, bookedAt.slice(0, "2026-01-01".length)),
    sk: `POSTING#${bookedAt}#${postingId}`,
  }),
} as const;

/** The partition of what was booked on a day (`2026-01-31`, UTC). */
export function ledgerPartition(operatorId: string, day: string): string {
  return `${operatorId}#LEDGER#${day}`;
}
