import type { Done } from "./carry-out.ts";
import type { Claim, Payment } from "./payment.ts";
import type { PaymentPorts } from "./ports.ts";
import { capturePosting, refundPosting, releasePosting } from "./postings.ts";
import type { Refund } from "./refund.ts";
import { connected } from "./step-of-hold.ts";

/** Takes what was claimed and lets the rest go. What was taken already, by a try whose answer was lost, is not taken again. */
export async function captureHold(
  payment: Payment,
  { serviceOf }: PaymentPorts,
  now: string,
): Promise<Done> {
  const { claim, hold, operatorId, paymentId, tries } = payment;
  if (!claim || !hold) throw new Error("nothing is claimed, or nothing held");
  const service = await connected(serviceOf, operatorId);
  const { holdId } = hold;
  const { amountMinor } = claim;
  const tryId = `${paymentId}.capture.${tries}`;
  const answer = tries > 0 ? undefined : await service.capture({ holdId, amountMinor, tryId });
  if (answer && !("refused" in answer)) return captured(payment, claim, answer.amountMinor, now);

  const seen = await service.lookAtHold(payment.checkout?.checkoutId ?? "");
  if (seen.state === "captured") return captured(payment, claim, seen.amountMinor, now);
  if (seen.state === "gone") return lost(payment, now);
  if (answer) throw new Error(`the hold cannot be captured: ${answer.refused}`);
  const again = await service.capture({ holdId, amountMinor, tryId });
  if ("refused" in again) throw new Error(`the hold cannot be captured: ${again.refused}`);
  return captured(payment, claim, again.amountMinor, now);
}

/** Gives money back; a refund that the payment service refuses for good counts as none. */
export async function payRefund(
  payment: Payment,
  refundId: string,
  { serviceOf, payments }: PaymentPorts,
  now: string,
): Promise<Done> {
  const { claim, hold, operatorId, tries } = payment;
  const before = await payments.findRefund(payment, refundId);
  if (!before || !claim || !hold) throw new Error("there is nothing to refund");
  const service = await connected(serviceOf, operatorId);
  const { amountMinor } = before;
  const tryId = `${refundId}.${tries}`;
  const answer = await service.refund({ holdId: hold.holdId, refundId, amountMinor, tryId });
  const openRefunds = (payment.openRefunds ?? []).filter((open) => open !== refundId);
  if ("refused" in answer) {
    const refundedMinor = (payment.refundedMinor ?? 0) - amountMinor;
    const refund: Refund = { ...before, state: "failed", finishedAt: now };
    return { after: { ...payment, openRefunds, refundedMinor }, refund };
  }

  const refund: Refund = { ...before, state: "paid", finishedAt: now };
  const isAll = openRefunds.length === 0 && payment.refundedMinor === payment.capturedMinor;
  return {
    after: { ...payment, openRefunds, ...(isAll && { state: "refunded" }) },
    refund,
    postings: [refundPosting(payment, { refundId, amountMinor, claim }, now)],
  };
}

function captured(payment: Payment, claim: Claim, amountMinor: number, now: string): Done {
  if (amountMinor !== claim.amountMinor)
    throw new Error("another amount was captured than claimed");
  const { financeCase, ...rest } = payment;
  // What kept failing has worked now, and what was held was judged.
  const isOver = financeCase === "capture-failing" || financeCase === "bill-held";
  const open = isOver ? {} : { ...(financeCase && { financeCase }) };
  return {
    after: { ...rest, ...open, state: "captured", capturedMinor: amountMinor },
    postings: [capturePosting(payment, { heldMinor: payment.holdMinor, claim }, now)],
  };
}

/** The hold ended before it was taken: the driver pays nothing, and finance learns of it. */
function lost(payment: Payment, now: string): Done {
  return {
    after: { ...payment, state: "failed", endReason: "hold-lost", financeCase: "hold-lost" },
    postings: [releasePosting(payment, payment.holdMinor, now)],
  };
}
