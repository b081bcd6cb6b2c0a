import * as z from "zod";
import { inOperator, noQuery } from "./fields.ts";
import { operation } from "./operation.ts";

export const takeStripeNotice = operation({
  operationId: "takeStripeNotice",
  method: "POST",
  path: "/v1/psp/stripe/{operatorId}/webhooks",
  tag: "Payments",
  summary: "Where Stripe tells what happened to an operator's payments",
  description:
    "Signed by the webhook secret of that operator's own account, at most five minutes ago. A notice counts once, and what it says is asked of Stripe itself.",
  permission: "public",
  params: inOperator,
  query: noQuery,
  body: z.looseObject({ id: z.string() }).meta({ id: "StripeNotice" }),
  reply: z.object({ received: z.literal(true) }).meta({ id: "NoticeReceived" }),
  statuses: [200],
});

export const paymentNoticeOperations = [takeStripeNotice] as const;
