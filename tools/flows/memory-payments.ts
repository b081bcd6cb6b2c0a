import type { Posting } from "#domain/payments/ledger.ts";
import type { Payment } from "#domain/payments/payment.ts";
import type { PaymentStore } from "#domain/payments/ports.ts";
import { type Refund, withRefund } from "#domain/payments/refund.ts";

/** Payments, refunds and the ledger in memory, under the same conditions as in the table. */
export interface MemoryPayments extends PaymentStore {
  readonly create: (payment: Payment) => void;
  readonly all: () => readonly Payment[];
  readonly ledger: () => readonly Posting[];
  readonly ask: (refund: Refund, now: string) => void;
}

export function memoryPayments(): MemoryPayments {
  const payments = new Map<string, Payment>();
  const refunds = new Map<string, Refund>();
  const ledger = new Map<string, Posting>();
  return {
    create: (payment) => void payments.set(payment.paymentId, payment),
    all: () => [...payments.values()],
    ledger: () => [...ledger.values()],
    find: async ({ paymentId }) => payments.get(paymentId),
    findRefund: async (_address, refundId) => refunds.get(refundId),
    async write({ before, after, postings = [], refund }) {
      if (payments.get(before.paymentId)?.version !== before.version) return false;
      for (const posting of postings) {
        if (ledger.has(posting.postingId)) throw new Error(`${posting.postingId} is booked twice`);
      }
      for (const posting of postings) ledger.set(posting.postingId, posting);
      if (refund) refunds.set(refund.refundId, refund);
      payments.set(after.paymentId, after);
      return true;
    },
    ask(refund, now) {
      const before = payments.get(refund.paymentId);
      if (!before) return;
      payments.set(before.paymentId, {
        ...withRefund(before, refund, now),
        version: before.version + 1,
      });
      refunds.set(refund.refundId, refund);
    },
  };
}
