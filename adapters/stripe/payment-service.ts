import type { Stripe } from "stripe";
import type { HoldRequest, PaymentService } from "#domain/payments/payment-service.ts";
import { answered, demanded } from "./answer.ts";
import { type StripeCredential, stripeClient } from "./client.ts";
import { holdSight } from "./hold-sight.ts";

/** Stripe closes no checkout of itself earlier than this; we do. */
const SHORTEST_CHECKOUT_SECONDS = 31 * 60;

/** One operator's account at Stripe: drivers pay on Stripe's own page, and nothing of a card comes by here. */
export function stripePaymentService(
  credential: StripeCredential,
  places: { readonly stripeUrl: string; readonly appUrl: string },
): PaymentService {
  const stripe = stripeClient(credential, places.stripeUrl);
  return {
    async openCheckout(request) {
      const made = await answered(
        stripe.checkout.sessions.create(checkoutOf(request, places.appUrl), {
          idempotencyKey: request.tryId,
        }),
      );
      if ("refused" in made) return made;
      return made.url === null ? { refused: "no page" } : { checkoutId: made.id, url: made.url };
    },

    async lookAtHold(checkoutId) {
      const expand = ["payment_intent.latest_charge"];
      return holdSight(await demanded(stripe.checkout.sessions.retrieve(checkoutId, { expand })));
    },

    async closeCheckout(checkoutId) {
      // Refused where it is paid or over: what it is then, the next look tells.
      await answered(stripe.checkout.sessions.expire(checkoutId));
    },

    async capture({ holdId, amountMinor, tryId: idempotencyKey }) {
      const taken = await answered(
        stripe.paymentIntents.capture(
          holdId,
          { amount_to_capture: amountMinor },
          { idempotencyKey },
        ),
      );
      return "refused" in taken ? taken : { amountMinor: taken.amount_received };
    },

    async release(holdId, idempotencyKey) {
      const because = { cancellation_reason: "abandoned" } as const;
      const ended = await answered(
        stripe.paymentIntents.cancel(holdId, because, { idempotencyKey }),
      );
      return "refused" in ended ? ended : { released: true };
    },

    async refund({ holdId, refundId, amountMinor, tryId: idempotencyKey }) {
      // Whether an earlier try came through is asked first: under a new key the money would go back twice.
      const { data } = await demanded(stripe.refunds.list({ payment_intent: holdId, limit: 100 }));
      const earlier = data.find(({ metadata }) => metadata?.["refundId"] === refundId);
      const given =
        earlier ??
        (await answered(
          stripe.refunds.create(
            {
              payment_intent: holdId,
              amount: amountMinor,
              reason: "requested_by_customer",
              metadata: { refundId },
            },
            { idempotencyKey },
          ),
        ));
      if ("refused" in given) return given;
      const isLost = given.status === "failed" || given.status === "canceled";
      return isLost ? { refused: given.status ?? "failed" } : { amountMinor: given.amount };
    },
  };
}

function checkoutOf(request: HoldRequest, appUrl: string): Stripe.Checkout.SessionCreateParams {
  const { operatorId, paymentId, attemptId, amountMinor, currency, payUntil, isStrong } = request;
  const metadata = { operatorId, paymentId };
  const page = `${appUrl}/charge/?attempt=${encodeURIComponent(attemptId)}`;
  const earliestEnd = Math.ceil(Date.now() / 1000) + SHORTEST_CHECKOUT_SECONDS;
  return {
    mode: "payment",
    // Only cards can be held for days; wallets are cards to Stripe.
    allowed_payment_method_types: ["card"],
    payment_method_options: {
      card: { request_three_d_secure: isStrong ? "any" : "automatic" },
    },
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: currency.toLowerCase(),
          unit_amount: amountMinor,
          product_data: { name: request.words },
        },
      },
    ],
    payment_intent_data: { capture_method: "manual", metadata },
    client_reference_id: paymentId,
    metadata,
    success_url: `${page}&paid=1`,
    cancel_url: page,
    expires_at: Math.max(Math.ceil(Date.parse(payUntil) / 1000), earliestEnd),
  };
}
