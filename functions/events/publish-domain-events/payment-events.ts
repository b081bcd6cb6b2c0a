import type { PaymentNotice } from "#adapters/dynamodb/payment-notices.ts";
import type { Payment } from "#domain/payments/payment.ts";
import type { EventFacts } from "./event-stamp.ts";

/** The payment service told something of a payment. */
export function noticeEvents(before: object | undefined, notice: PaymentNotice): EventFacts[] {
  if (before) return [];
  const { operatorId, paymentId, receivedAt: occurredAt } = notice;
  return [{ type: "PaymentNoticed", operatorId, paymentId, occurredAt }];
}

/** What happened to a payment between two states of its item. */
export function paymentEvents(before: Payment | undefined, after: Payment): EventFacts[] {
  const { operatorId, paymentId, updatedAt: occurredAt } = after;
  const events: EventFacts[] = [];
  const isNew = before?.state !== after.state || before.financeCase !== after.financeCase;
  const isRefund = before?.refundedMinor !== after.refundedMinor;
  if (isNew || isRefund) {
    events.push({ type: "PaymentChanged", ...factsOf(after), occurredAt });
  }
  if (before && wasAsked(before, after)) {
    events.push({ type: "PaymentNoticed", operatorId, paymentId, occurredAt });
  }
  return events;
}

/** Whether a person asked for something that has still to be done. */
function wasAsked(before: Payment, after: Payment): boolean {
  const isJudged = before.judgedMinor !== after.judgedMinor;
  const known = before.openRefunds ?? [];
  return isJudged || (after.openRefunds ?? []).some((refundId) => !known.includes(refundId));
}

function factsOf(payment: Payment) {
  const { operatorId, chargerId, siteId, paymentId, attemptId, state, currency } = payment;
  const { holdMinor, sessionId, capturedMinor, refundedMinor, endReason, financeCase } = payment;
  return {
    operatorId,
    chargerId,
    siteId,
    paymentId,
    attemptId,
    ...(sessionId !== undefined && { sessionId }),
    state,
    currency,
    holdMinor,
    ...(capturedMinor !== undefined && { capturedMinor }),
    ...(refundedMinor !== undefined && { refundedMinor }),
    ...(endReason !== undefined && { endReason }),
    ...(financeCase !== undefined && { financeCase }),
  };
}
