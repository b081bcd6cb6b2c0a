import type { PaymentView } from "#contracts/rest/payments.ts";
import type { Payment } from "#domain/payments/payment.ts";

/** A payment as REST shows it: the page that it is paid on, and what leads to its token, are nobody's business. */
export function paymentReply(payment: Payment): PaymentView {
  const { hold, claim, ...facts } = payment;
  return {
    ...facts,
    ...(claim && { claim: { ...claim } }),
    ...(hold && {
      heldAt: hold.heldAt,
      captureBefore: hold.captureBefore,
      ...(hold.instrument && { instrument: { ...hold.instrument } }),
    }),
  };
}
