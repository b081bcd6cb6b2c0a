import * as z from "zod";
import { PAYMENT_STATES } from "#domain/payments/payment.ts";
import { REFUND_REASONS } from "#domain/payments/refund.ts";
import { answeredTime, currency, inOperator, lifeOfItem, noQuery, operatorId } from "./fields.ts";
import { operation } from "./operation.ts";
import { pageOf, pageQuery } from "./paging.ts";

const path = "/v1/operators/{operatorId}/payments";
const tag = "Payments";

const paymentId = z.string().regex(/^[0-9A-Z]{26}$/, "26 characters: 0-9 and A-Z");
const inPayment = z.strictObject({ operatorId, paymentId });
const amountMinor = z.int().min(1).max(10_000_000).meta({
  description: "Minor units of the payment's currency.",
});

const refund = z
  .object({
    refundId: z.string(),
    amountMinor: z.int(),
    currency,
    reason: z.enum(REFUND_REASONS),
    state: z.enum(["requested", "paid", "failed"]),
    requestedBy: z.string(),
    requestedAt: answeredTime,
    finishedAt: answeredTime.optional(),
  })
  .meta({ id: "Refund" });

const payment = z
  .object({
    operatorId,
    paymentId,
    attemptId: z.string(),
    chargerId: z.string(),
    siteId: z.string(),
    sessionId: z.string().optional(),
    state: z.enum(PAYMENT_STATES),
    currency,
    holdMinor: z.int(),
    claim: z
      .object({
        amountMinor: z.int(),
        netMinor: z.int(),
        vatMinor: z.int(),
        energyWh: z.int(),
        costMinor: z.int(),
      })
      .optional()
      .meta({ description: "What is taken, and what the session had cost." }),
    capturedMinor: z.int().optional(),
    refundedMinor: z.int().optional(),
    instrument: z.object({ brand: z.string(), last4: z.string() }).optional(),
    heldAt: answeredTime.optional(),
    captureBefore: answeredTime.optional(),
    endReason: z.string().optional(),
    financeCase: z.string().optional().meta({ description: "What finance has to look at." }),
    ...lifeOfItem,
  })
  .meta({ id: "Payment" });
export type PaymentView = z.input<typeof payment>;

export const listPayments = operation({
  operationId: "listPayments",
  method: "GET",
  path,
  tag,
  summary: "List payments, the newest first",
  permission: "payments:read",
  params: inOperator,
  query: pageQuery,
  reply: pageOf(payment),
  statuses: [200],
});

export const readPayment = operation({
  operationId: "readPayment",
  method: "GET",
  path: `${path}/{paymentId}`,
  tag,
  summary: "Read a payment with its refunds",
  permission: "payments:read",
  params: inPayment,
  query: noQuery,
  reply: payment.extend({ refunds: z.array(refund) }).meta({ id: "PaymentWithRefunds" }),
  statuses: [200],
});

export const requestRefund = operation({
  operationId: "requestRefund",
  method: "POST",
  path: `${path}/{paymentId}/refunds`,
  tag,
  summary: "Give money back",
  description:
    "To the instrument that it came from, and all refunds together no more than was taken. Above the operator's limit it waits for a second person.",
  permission: "refunds:request",
  params: inPayment,
  query: noQuery,
  body: z
    .strictObject({ amountMinor, reason: z.enum(REFUND_REASONS).exclude(["bill-corrected"]) })
    .meta({ id: "NewRefund" }),
  reply: refund,
  statuses: [201],
  mayNeedApproval: true,
  refusesCardNumbers: true,
});

export const judgeBill = operation({
  operationId: "judgeBill",
  method: "POST",
  path: `${path}/{paymentId}/judgement`,
  tag,
  summary: "Say what is taken for a bill that was a guess",
  description:
    "Of a payment with the case `bill-held`. At most what was held and what the session cost; 0 gives all of it back.",
  permission: "sessions:correct",
  params: inPayment,
  query: noQuery,
  body: z.strictObject({ amountMinor: z.int().min(0).max(10_000_000) }).meta({ id: "Judgement" }),
  reply: payment,
  statuses: [200],
  refusesCardNumbers: true,
});

export const paymentOperations = [listPayments, readPayment, requestRefund, judgeBill] as const;
