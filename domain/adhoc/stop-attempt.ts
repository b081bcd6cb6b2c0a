import { DomainError } from "../errors.ts";
import type { AdHocAttempt } from "./attempt.ts";
import { advanceAttempt, isOver, mayFollow } from "./attempt-life.ts";

/** A stop that was signed longer ago is somebody else's copy of it. */
const SIGNED_SECONDS = 120;

/**
 * What a driver's wish to end makes of an attempt: before money is held it is abandoned; from then on the wish is noted,
 * and what holds the money or the charger acts on it. Undefined where nothing changes. Throws `adhoc.step-impossible`.
 */
export function stopAttempt(attempt: AdHocAttempt, now: string): AdHocAttempt | undefined {
  if (attempt.stopRequestedAt !== undefined || attempt.state === "abandoned") return undefined;
  if (isOver(attempt)) throw new DomainError("adhoc.step-impossible", "It has ended.");
  const wish = { stopRequestedAt: now };
  // Whoever pays at this moment may have paid: only payments know.
  if (attempt.state !== "hold-pending" && mayFollow(attempt.state, "abandoned")) {
    return advanceAttempt(attempt, "abandoned", now, { ...wish, endedBecause: "driver" });
  }
  return { ...attempt, ...wish, version: attempt.version + 1 };
}

/** Whether a signed wish is of now. */
export function isSignedNow(signedAt: string, now: string): boolean {
  return Math.abs(Date.parse(now) - Date.parse(signedAt)) <= SIGNED_SECONDS * 1_000;
}
