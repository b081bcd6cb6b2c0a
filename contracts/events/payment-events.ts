import * as z from "zod";
import { PAYMENT_STATES } from "#domain/payments/payment.ts";
import { envelope, operatorEnvelope } from "./envelope.ts";

/** Somebody should look at a payment: the payment service told something of it, or a person asked for something. */
export const paymentNoticed = z.strictObject({
  ...operatorEnvelope,
  type: z.literal("PaymentNoticed"),
  paymentId: z.string().min(1),
});

/** A payment came one state further, or became a case for finance. */
export const paymentChanged = z.strictObject({
  ...envelope,
  type: z.literal("PaymentChanged"),
  siteId: z.string().min(1),
  paymentId: z.string().min(1),
  attemptId: z.string().min(1),
  sessionId: z.string().optional(),
  state: z.enum(PAYMENT_STATES),
  /** ISO 4217; amounts are integer minor units of it. */
  currency: z.string().length(3),
  holdMinor: z.int(),
  capturedMinor: z.int().optional(),
  refundedMinor: z.int().optional(),
  endReason: z.string().optional(),
  financeCase: z.string().optional(),
});
