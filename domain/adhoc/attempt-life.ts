import { DomainError } from "../errors.ts";
import type { AdHocAttempt, AdHocState } from "./attempt.ts";

/** Where each state may lead. Money is held from `held` on, so every way from there ends in `captured` or `released`. */
const NEXT: Readonly<Record<AdHocState, readonly AdHocState[]>> = {
  requested: ["cleared", "step-up", "refused", "abandoned"],
  cleared: ["hold-pending", "abandoned"],
  "step-up": ["hold-pending", "abandoned"],
  "hold-pending": ["held", "released", "abandoned"],
  held: ["starting", "released"],
  starting: ["charging", "released"],
  charging: ["ending"],
  ending: ["captured", "released"],
  captured: [],
  released: [],
  refused: [],
  abandoned: [],
};

/** What may be learned with a step. */
type Learned = Partial<
  Pick<
    AdHocAttempt,
    "endedBecause" | "paymentId" | "quote" | "sessionId" | "stopRequestedAt" | "verdict"
  >
>;

/** Whether an attempt may go from one state to another. */
export function mayFollow(from: AdHocState, to: AdHocState): boolean {
  return NEXT[from].includes(to);
}

/** Whether nothing more becomes of an attempt. */
export function isOver({ state }: Pick<AdHocAttempt, "state">): boolean {
  return NEXT[state].length === 0;
}

/** The attempt one step on. Throws `adhoc.step-impossible`: the caller came too late, or twice. */
export function advanceAttempt(
  attempt: AdHocAttempt,
  to: AdHocState,
  now: string,
  learned: Learned = {},
): AdHocAttempt {
  if (!mayFollow(attempt.state, to)) {
    throw new DomainError("adhoc.step-impossible", `It is ${attempt.state} already.`, {
      from: attempt.state,
      to,
    });
  }
  return { ...attempt, ...learned, state: to, stateSince: now, version: attempt.version + 1 };
}
