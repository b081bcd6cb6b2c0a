import { readDriverPlace } from "#adapters/dynamodb/driver-place.ts";
import type { AdHocSessionView } from "#contracts/rest/adhoc.ts";
import type { AdHocAttempt, GateRefusal } from "#domain/adhoc/attempt.ts";
import { isTooLate } from "#domain/adhoc/bot-assessment.ts";
import { DomainError } from "#domain/errors.ts";
import { shownPlace, shownPrice } from "./shown-place.ts";
import { tables } from "./tables.ts";

type Because = NonNullable<AdHocSessionView["refusal"]>["because"];

/** What helps a person; a robot learns nothing from it. */
const SAID: Readonly<Record<GateRefusal, Because>> = {
  "action-mismatch": "try-again",
  "host-mismatch": "check-failed",
  "key-mismatch": "check-failed",
  "provider-unavailable": "unavailable",
  "provider-misconfigured": "unavailable",
  "score-too-low": "check-failed",
  "token-invalid": "try-again",
  "token-old": "try-again",
};

/** An attempt as its driver sees it, in the operator that one is let into. */
export async function attemptReply(attempt: AdHocAttempt, now: string): Promise<AdHocSessionView> {
  const place = await readDriverPlace(tables, attempt);
  if (!place) throw new DomainError("adhoc.attempt-not-found", "There is no such attempt.");
  const { quote, verdict, endedBecause, sessionId, stopRequestedAt } = attempt;
  // One that nobody judged in time will be refused whenever somebody does.
  const isStuck = attempt.state === "requested" && isTooLate(attempt, now);
  const refusal = isStuck ? ({ because: "try-again" } as const) : refusalOf(attempt);
  return {
    attemptId: attempt.attemptId,
    state: isStuck ? "refused" : attempt.state,
    since: attempt.stateSince,
    requestedAt: attempt.requestedAt,
    place: shownPlace(place),
    price: shownPrice(quote.tariff),
    hold: { amountMinor: quote.holdAmountMinor, currency: quote.tariff.currency },
    ...(refusal && { refusal }),
    stepUp: verdict?.outcome === "step-up",
    ...(endedBecause !== undefined && { endedBecause }),
    ...(sessionId !== undefined && { sessionId }),
    ...(stopRequestedAt !== undefined && { stopRequestedAt }),
  };
}

function refusalOf({ verdict }: AdHocAttempt): AdHocSessionView["refusal"] {
  if (verdict?.outcome !== "refused") return undefined;
  const because = Object.hasOwn(SAID, verdict.because)
    ? SAID[verdict.because as GateRefusal]
    : "check-failed";
  return { because };
}
