import type { PspCheckout } from "./books.ts";

/** Whether time has ended what is open or held. */
export function inTime(checkout: PspCheckout, nowSeconds: number): PspCheckout {
  if (checkout.checkout === "open" && checkout.expiresAt <= nowSeconds) {
    return { ...checkout, checkout: "expired", intent: "canceled" };
  }
  const isLost = (checkout.captureBefore ?? Number.POSITIVE_INFINITY) <= nowSeconds;
  if (checkout.intent === "requires_capture" && isLost) return { ...checkout, intent: "canceled" };
  return checkout;
}

/** A checkout as the API shows it; the intent whole where that was asked for. */
export function checkoutObject(checkout: PspCheckout, pageUrl: string, isExpanded: boolean) {
  const { id, checkout: status, metadata, amountMinor, currency, intentId } = checkout;
  return {
    id,
    object: "checkout.session",
    mode: "payment",
    status,
    payment_status: "unpaid",
    client_reference_id: metadata["paymentId"] ?? null,
    metadata,
    amount_total: amountMinor,
    currency,
    expires_at: checkout.expiresAt,
    created: checkout.createdAt,
    livemode: false,
    url: status === "open" ? `${pageUrl}/${id}` : null,
    payment_intent: status === "open" ? null : isExpanded ? intentObject(checkout) : intentId,
  };
}

/** A payment intent as the API shows it, its charge whole. */
export function intentObject(checkout: PspCheckout) {
  const { intentId, intent: status, amountMinor, currency, metadata, receivedMinor } = checkout;
  const { card, captureBefore, createdAt } = checkout;
  return {
    id: intentId,
    object: "payment_intent",
    status,
    amount: amountMinor,
    amount_capturable: status === "requires_capture" ? amountMinor : 0,
    amount_received: receivedMinor,
    capture_method: "manual",
    currency,
    metadata,
    created: createdAt,
    livemode: false,
    latest_charge: card
      ? {
          id: `ch_${intentId}`,
          object: "charge",
          amount: amountMinor,
          amount_captured: receivedMinor,
          captured: receivedMinor > 0,
          payment_method_details: {
            type: "card",
            card: { ...card, capture_before: captureBefore },
          },
        }
      : null,
  };
}

/** A refund as the API shows it. */
export function refundObject(
  { intentId, currency }: PspCheckout,
  { id, amountMinor, metadata }: PspCheckout["refunds"][number],
) {
  return {
    id,
    object: "refund",
    amount: amountMinor,
    currency,
    metadata,
    payment_intent: intentId,
    status: "succeeded",
  };
}
