import type { AdHocAttempt, AdHocState } from "../adhoc/attempt.ts";
import { advanceAttempt, mayFollow } from "../adhoc/attempt-life.ts";
import type { Payment } from "./payment.ts";

/** The way of money that ends well. */
const WAY: readonly AdHocState[] = [
  "hold-pending",
  "held",
  "starting",
  "charging",
  "ending",
  "captured",
];

/** The attempt as far as its payment has come; the very same where it is there already. */
export function followed(attempt: AdHocAttempt, payment: Payment, now: string): AdHocAttempt {
  const last = WAY.indexOf(farthest(payment));
  const { paymentId, sessionId, endReason } = payment;
  const learned = { paymentId, ...(sessionId !== undefined && { sessionId }) };
  let current = attempt;
  for (const state of WAY.slice(0, last + 1)) {
    if (mayFollow(current.state, state)) current = advanceAttempt(current, state, now, learned);
  }
  if (!hasEndedWithoutMoney(payment)) return current;
  const because = endReason === undefined ? {} : { endedBecause: endReason };
  // Who never paid has left; only what was held is released.
  const ends: readonly AdHocState[] = payment.hold
    ? ["released", "abandoned"]
    : ["abandoned", "released"];
  const end = ends.find((state) => mayFollow(current.state, state));
  return end === undefined
    ? current
    : advanceAttempt(current, end, now, { ...learned, ...because });
}

function farthest(payment: Payment): AdHocState {
  const { state, checkout, hold, start, sessionId, stop } = payment;
  if (state === "captured" || state === "refunded") return "captured";
  const isEnding = state === "capture-requested" || stop !== undefined || sessionOver(payment);
  if (sessionId !== undefined) return isEnding ? "ending" : "charging";
  if (start) return "starting";
  if (hold) return "held";
  return checkout ? "hold-pending" : "requested";
}

/** Whoever has a session and no money to come must be past it. */
function sessionOver(payment: Payment): boolean {
  return hasEndedWithoutMoney(payment) || payment.state === "release-requested";
}

function hasEndedWithoutMoney({ state }: Payment): boolean {
  return state === "released" || state === "failed" || state === "expired";
}
