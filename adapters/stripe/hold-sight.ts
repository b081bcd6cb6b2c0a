import type { Stripe } from "stripe";
import type { Instrument } from "#domain/payments/payment.ts";
import type { HoldSight } from "#domain/payments/payment-service.ts";

/** Where Stripe names no end of a card's hold: the shortest that card schemes give (a Visa hold without the customer). */
const SHORTEST_HOLD_SECONDS = 4 * 86_400 + 18 * 3_600;

/** What a checkout with its payment intent and charge says of the hold. */
export function holdSight(checkout: Stripe.Checkout.Session): HoldSight {
  if (checkout.status === "expired") return { state: "gone" };
  const intent = checkout.payment_intent;
  if (checkout.status !== "complete" || intent === null || typeof intent === "string") {
    return { state: "open" };
  }
  const { id: holdId, status } = intent;
  switch (status) {
    case "requires_capture":
      return { state: "held", holdId, amountMinor: intent.amount_capturable, ...termsOf(intent) };
    case "succeeded":
      return { state: "captured", holdId, amountMinor: intent.amount_received };
    case "canceled":
      return { state: "gone" };
    default:
      return { state: "open" };
  }
}

function termsOf({ latest_charge: charge, created }: Stripe.PaymentIntent): {
  readonly captureBefore: string;
  readonly instrument?: Instrument;
  readonly cardFingerprint?: string;
} {
  const card = typeof charge === "object" ? charge?.payment_method_details?.card : undefined;
  const endsAt = card?.capture_before ?? created + SHORTEST_HOLD_SECONDS;
  const captureBefore = new Date(endsAt * 1000).toISOString();
  const { brand, last4, fingerprint } = card ?? {};
  return {
    captureBefore,
    ...(brand && last4 && { instrument: { brand, last4 } }),
    ...(fingerprint && { cardFingerprint: fingerprint }),
  };
}
