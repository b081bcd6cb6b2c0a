import { afterCharge } from "./after-charge.ts";
import { beforeCharge } from "./before-charge.ts";
import { duringCharge } from "./during-charge.ts";
import type { Payment } from "./payment.ts";
import type { Sight, Step } from "./step.ts";
import { after, hasCome, PAY_WITHIN_SECONDS, POLL_SECONDS } from "./timers.ts";

/**
 * What has to be done next, from what is stored and seen alone: whoever wakes a payment, whenever and however often,
 * comes to the same step. `sight` is needed of a payment whose hold is placed.
 */
export function nextStep(payment: Payment, sight: Sight | undefined, now: string): Step {
  switch (payment.state) {
    case "hold-requested":
      return payment.checkout ? { do: "look-at-hold" } : beforeCheckout(payment, now);
    case "held":
      return sight
        ? whileHeld(payment, sight, now)
        : { do: "wait", until: after(now, POLL_SECONDS) };
    case "capture-requested":
      return { do: "capture" };
    case "release-requested":
      return { do: "release" };
    default:
      return refundOrRest(payment);
  }
}

/** A payment that nobody could begin in time is over before it began. */
function beforeCheckout({ createdAt }: Payment, now: string): Step {
  const payUntil = after(createdAt, PAY_WITHIN_SECONDS);
  if (hasCome(payUntil, now)) return { do: "end", state: "expired", because: "not-paid" };
  return { do: "open-checkout" };
}

function whileHeld(payment: Payment, sight: Sight, now: string): Step {
  const { charge } = sight;
  if (!charge) return beforeCharge(payment, sight, now);
  if (payment.sessionId === undefined) return { do: "adopt-session", sessionId: charge.sessionId };
  return charge.state === "active"
    ? duringCharge(payment, charge, now)
    : afterCharge(payment, charge, now);
}

function refundOrRest({ openRefunds = [] }: Payment): Step {
  const [refundId] = openRefunds;
  return refundId === undefined ? { do: "rest" } : { do: "refund", refundId };
}
