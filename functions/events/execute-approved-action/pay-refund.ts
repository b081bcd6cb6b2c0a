import * as z from "zod";
import { paymentQuery } from "#adapters/dynamodb/payment-query.ts";
import { paymentChanges } from "#adapters/dynamodb/refund-writes.ts";
import { REFUND_REASONS } from "#domain/payments/refund.ts";
import { newRefund } from "#functions/shared/new-refund.ts";
import type { CarryOut } from "./approved-action.ts";

const payloadOf = z.strictObject({
  paymentId: z.string(),
  amountMinor: z.int(),
  reason: z.enum(REFUND_REASONS),
});

/** Gives back more money than one person may. */
export function carryOutRefund(paymentsTable: string): CarryOut {
  return async ({ context, payload, closing, now }) => {
    const { paymentId, ...asked } = payloadOf.parse(payload);
    const before = await paymentQuery(context, paymentsTable).find(paymentId);
    const made = { ...asked, requestedBy: context.subject, requestedAt: now };
    const refund = newRefund(before, made);
    const changes = paymentChanges(context, paymentsTable);
    await changes.askRefund({ before, refund, now }, { alsoWrite: [closing] });
  };
}
