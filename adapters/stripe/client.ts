import { Stripe } from "stripe";

/** What an operator gives us of its Stripe account, as the registry of integrations keeps it, sealed. */
export interface StripeCredential {
  readonly secretKey: string;
  /** What Stripe signs its notices with. */
  readonly webhookSecret: string;
}

/** The version whose shapes we read; Stripe answers in it whatever the account's own default is. */
const API_VERSION = "2026-10-28.endive";
const TIMEOUT_MS = 8_000;

/** Where Stripe is, e.g. `https://api.stripe.com`, for the account of one operator. */
export function stripeClient({ secretKey }: StripeCredential, stripeUrl: string): Stripe {
  const { protocol, hostname, port } = new URL(stripeUrl);
  const isTls = protocol === "https:";
  return new Stripe(secretKey, {
    apiVersion: API_VERSION,
    host: hostname,
    port: port === "" ? (isTls ? 443 : 80) : port,
    protocol: isTls ? "https" : "http",
    timeout: TIMEOUT_MS,
    maxNetworkRetries: 1,
    telemetry: false,
  });
}

/** The credential in the text that was sealed. Throws without a word of it. */
export function stripeCredential(text: string): StripeCredential {
  const parsed = parse(text);
  const { secretKey, webhookSecret } = parsed;
  if (typeof secretKey === "string" && typeof webhookSecret === "string") {
    return { secretKey, webhookSecret };
  }
  throw new Error("the credential of the payment service has not the fields that it must have");
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null) return { ...value };
  } catch {
    // Falls through: what JSON says of a text that it cannot read repeats the text.
  }
  return {};
}
