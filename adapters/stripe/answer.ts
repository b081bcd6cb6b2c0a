import { Stripe } from "stripe";
import type { Refused } from "#domain/payments/payment-service.ts";

/**
 * What Stripe answered, or its refusal where it would refuse again. Everything else is thrown by its kind and code alone:
 * Stripe's own words may repeat what was sent.
 */
export async function answered<T extends object>(call: Promise<T>): Promise<T | Refused> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw new Error("stripe: no answer");
    const { type, code = "none" } = error;
    const isFinal = type === "StripeCardError" || type === "StripeInvalidRequestError";
    if (isFinal) return { refused: code };
    throw new Error(`stripe: ${type} (${code})`);
  }
}

/** As `answered`, where a refusal is no answer either. */
export async function demanded<T extends object>(call: Promise<T>): Promise<T> {
  const answer = await answered(call);
  if ("refused" in answer) throw new Error(`stripe refused: ${String(answer.refused)}`);
  return answer;
}
