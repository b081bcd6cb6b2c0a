import type { GateTest } from "#adapters/dynamodb/gate-test-store.ts";
import type { AdHocAttempt } from "#domain/adhoc/attempt.ts";
import type { EventFacts } from "./event-stamp.ts";

/** What happened to an attempt to charge without an account; ids and codes alone. */
export function attemptEvents(before: AdHocAttempt | undefined, after: AdHocAttempt): EventFacts[] {
  const { operatorId, chargerId, siteId, attemptId, state, stateSince: occurredAt } = after;
  const attempt = { operatorId, chargerId, siteId, attemptId };
  if (!before) return [{ type: "AdHocSessionRequested", ...attempt, occurredAt }];
  const { stopRequestedAt } = after;
  const stop: EventFacts[] =
    stopRequestedAt !== undefined && before.stopRequestedAt === undefined
      ? [{ type: "AdHocStopRequested", ...attempt, state, occurredAt: stopRequestedAt }]
      : [];
  if (before.state === state) return stop;
  switch (state) {
    case "cleared":
    case "step-up":
      return [
        { type: "AdHocSessionCleared", ...attempt, stepUp: state === "step-up", occurredAt },
        ...stop,
      ];
    case "refused": {
      const because = after.verdict?.because ?? "unknown";
      return [{ type: "AdHocSessionRefused", ...attempt, because, occurredAt }];
    }
    case "captured":
    case "released":
    case "abandoned":
      return [{ type: "AdHocSessionFinished", ...attempt, state, occurredAt }, ...stop];
    default:
      return stop;
  }
}

/** That somebody wants the gate's credential tried. */
export function gateTestEvents(before: GateTest | undefined, after: GateTest): EventFacts[] {
  const { operatorId, testId, requestedAt: occurredAt } = after;
  if (before?.testId === testId) return [];
  return [{ type: "AdHocGateTestRequested", operatorId, testId, occurredAt }];
}
