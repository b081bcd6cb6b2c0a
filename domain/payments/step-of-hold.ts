import type { Done } from "./carry-out.ts";
import { holdWords } from "./hold-words.ts";
import type { Payment } from "./payment.ts";
import type { HoldSight, PaymentService } from "./payment-service.ts";
import type { PaymentPorts } from "./ports.ts";
import { holdPosting, releasePosting } from "./postings.ts";
import {
  after,
  earlier,
  hasCome,
  LOOK_AGAIN_SECONDS,
  PAY_WITHIN_SECONDS,
  POLL_SECONDS,
  WIND_DOWN_SECONDS,
} from "./timers.ts";

/** Asks for a page on which the driver lets us hold the money. */
export async function openCheckout(
  payment: Payment,
  { serviceOf }: PaymentPorts,
  now: string,
): Promise<Done> {
  const { operatorId, paymentId, attemptId, holdMinor: amountMinor, currency } = payment;
  const service = await serviceOf(operatorId);
  if (!service) return ended(payment, "failed", "psp-not-connected");
  const opened = await service.openCheckout({
    operatorId,
    paymentId,
    attemptId,
    amountMinor,
    currency,
    words: holdWords(payment.language),
    isStrong: payment.stepUp === true,
    tryId: `${paymentId}.hold.${payment.tries}`,
    payUntil: after(payment.createdAt, PAY_WITHIN_SECONDS),
  });
  if ("refused" in opened) return ended(payment, "failed", "psp-refused");
  const { checkoutId, url } = opened;
  const dueAt = after(now, POLL_SECONDS);
  return { after: { ...payment, checkout: { checkoutId, url }, dueAt }, waits: true };
}

/** Whether the driver has paid; where the time for it is over, the page is closed before that is believed. */
export async function lookAtHold(
  payment: Payment,
  ports: PaymentPorts,
  now: string,
): Promise<Done> {
  const service = await connected(ports.serviceOf, payment.operatorId);
  const checkoutId = payment.checkout?.checkoutId ?? "";
  const seen = await service.lookAtHold(checkoutId);
  const payUntil = after(payment.createdAt, PAY_WITHIN_SECONDS);
  if (seen.state !== "open") return settled(payment, seen, { service, ports, now });
  if (!hasCome(payUntil, now) && payment.stopAskedAt === undefined) {
    const dueAt = earlier(payUntil, after(now, POLL_SECONDS));
    return { after: { ...payment, dueAt }, waits: true };
  }
  await service.closeCheckout(checkoutId);
  const last = await service.lookAtHold(checkoutId);
  if (last.state === "open") throw new Error("the checkout is open though it was closed");
  return settled(payment, last, { service, ports, now });
}

/** Gives the hold back, but not where a session began that nobody knew of: then it goes on as a hold. */
export async function releaseHold(
  payment: Payment,
  { charging, serviceOf }: PaymentPorts,
  now: string,
): Promise<Done> {
  const { start, sessionId, hold } = payment;
  const token = start && (await charging.retireToken(payment));
  if (token === "used" && sessionId === undefined && mayStillShow(payment, now)) {
    const { endReason: _, ...held } = payment;
    const dueAt = after(now, LOOK_AGAIN_SECONDS);
    return { after: { ...held, state: "held", dueAt }, waits: true };
  }
  const service = await connected(serviceOf, payment.operatorId);
  const tryId = `${payment.paymentId}.release.${payment.tries}`;
  const answer = await service.release(hold?.holdId ?? "", tryId);
  if ("refused" in answer) {
    const seen = await service.lookAtHold(payment.checkout?.checkoutId ?? "");
    if (seen.state !== "gone") throw new Error(`the hold cannot be released: ${answer.refused}`);
  }
  return {
    after: { ...payment, state: "released" },
    postings: [releasePosting(payment, payment.holdMinor, now)],
  };
}

/** A session that an hour later is nowhere to be found will not be billed. */
function mayStillShow({ start }: Payment, now: string): boolean {
  return start !== undefined && !hasCome(after(start.requestedAt, WIND_DOWN_SECONDS), now);
}

async function settled(
  payment: Payment,
  seen: Exclude<HoldSight, { state: "open" }>,
  around: { readonly service: PaymentService; readonly ports: PaymentPorts; readonly now: string },
): Promise<Done> {
  const { service, ports, now } = around;
  if (seen.state === "gone") return ended(payment, "expired", "not-paid");
  if (seen.state === "captured") throw new Error("a hold was captured before it was asked for");
  const { holdId, captureBefore, amountMinor, instrument, cardFingerprint } = seen;
  const giveBack = () => service.release(holdId, `${payment.paymentId}.release.${payment.tries}`);
  if (amountMinor !== payment.holdMinor) {
    // Nobody agreed to this amount: it is given back before anything begins.
    await giveBack();
    return ended(payment, "failed", "psp-refused");
  }
  if (cardFingerprint !== undefined && !(await ports.admitsCard(payment, cardFingerprint, now))) {
    await giveBack();
    return ended(payment, "failed", "card-used-too-often");
  }
  const hold = { holdId, heldAt: now, captureBefore, ...(instrument && { instrument }) };
  return {
    after: { ...payment, state: "held", hold },
    postings: [holdPosting(payment, amountMinor, now)],
  };
}

function ended(
  payment: Payment,
  state: "failed" | "expired",
  endReason: NonNullable<Payment["endReason"]>,
): Done {
  return { after: { ...payment, state, endReason } };
}

/** An operator that took its account away while money was under way must give it back: until then it is tried again. */
export async function connected(
  serviceOf: PaymentPorts["serviceOf"],
  operatorId: string,
): Promise<PaymentService> {
  const service = await serviceOf(operatorId);
  if (!service) throw new Error("the operator's payment service is not connected any more");
  return service;
}
