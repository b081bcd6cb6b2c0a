import { Stripe } from "stripe";

/** What a notice of Stripe is about; that it is true is asked of Stripe itself. */
export interface StripeNotice {
  readonly eventId: string;
  /** Absent where it is about nothing of ours. */
  readonly paymentId?: string;
}

/** Older than this, a signed notice is a copy that somebody kept. */
const TOLERANCE_SECONDS = 300;

/** A notice whose signature is that of the account, and fresh; undefined for every other one. */
export function stripeNotice(
  body: string,
  signature: string | undefined,
  webhookSecret: string,
): StripeNotice | undefined {
  if (signature === undefined || webhookSecret === "") return undefined;
  try {
    const event = Stripe.webhooks.constructEvent(body, signature, webhookSecret, TOLERANCE_SECONDS);
    const about = event.data.object as {
      readonly metadata?: Readonly<Record<string, string>> | null;
    };
    const paymentId = about.metadata?.["paymentId"];
    return { eventId: event.id, ...(paymentId !== undefined && { paymentId }) };
  } catch {
    return undefined;
  }
}
