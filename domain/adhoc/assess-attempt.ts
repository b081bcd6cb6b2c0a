import { DomainError } from "../errors.ts";
import type { AdHocAttempt, AdHocQuote, GateVerdict } from "./attempt.ts";
import { advanceAttempt } from "./attempt-life.ts";
import type { AssessmentFailure, BotAssessment, BotAssessor } from "./bot-assessment.ts";
import { isTooLate } from "./bot-assessment.ts";
import type { CircuitBreaker, failureCounts } from "./circuit-breaker.ts";
import type { GateSettings } from "./gate-settings.ts";
import { type Evidence, judge, refusedUnasked } from "./judge.ts";

/** Who claimed a token to ask about it and is still not back after so long will not come back. */
const CLAIM_SECONDS = 15;

interface AttemptToJudge {
  readonly attempt: AdHocAttempt;
  /** Absent where none was sent, or where it was dropped already. */
  readonly token?: string;
  readonly expectedAction: string;
}

export interface AssessPorts {
  readonly find: (operatorId: string, attemptId: string) => Promise<AttemptToJudge | undefined>;
  readonly settingsOf: (operatorId: string) => Promise<GateSettings>;
  /**
   * Takes the right to ask about a token, once for ever. Gives when somebody else took it before, or undefined where it
   * is ours now.
   */
  readonly claim: (attempt: AdHocAttempt, now: string) => Promise<string | undefined>;
  /** Stores the verdict with the token, the attempt and the counts of the day, all or nothing; false where there was one. */
  readonly decide: (before: AdHocAttempt, after: AdHocAttempt) => Promise<boolean>;
  readonly assessor: BotAssessor;
  readonly breaker: CircuitBreaker;
  readonly failures: ReturnType<typeof failureCounts>;
  readonly misconfigured: (operatorId: string, now: string) => Promise<void>;
  readonly now: () => string;
}

/**
 * Judges an attempt, once however often it is called. Steps: pass over what is judged already; refuse what came too late
 * or without a token; claim the token; ask the provider unless it is left alone; store the verdict. Who crashed between
 * claim and verdict is treated as a provider that did not answer: the provider is never asked twice about a token.
 * Throws where another one is asking at this moment, so that the event comes again.
 */
export async function assessAttempt(
  { operatorId, attemptId }: Pick<AdHocAttempt, "operatorId" | "attemptId">,
  ports: AssessPorts,
): Promise<GateVerdict["outcome"] | "not-due"> {
  const found = await ports.find(operatorId, attemptId);
  if (found?.attempt.state !== "requested") return "not-due";
  const settings = await ports.settingsOf(operatorId);
  const { attempt } = found;
  const verdict = await verdictOn(found, settings, ports);
  const state = verdict.outcome;
  const quote = quoteAfter(attempt, state);
  const after = advanceAttempt(attempt, state, verdict.decidedAt, { verdict, quote });
  return (await ports.decide(attempt, after)) ? state : "not-due";
}

/** Who takes the second step is held less of. */
function quoteAfter({ quote }: AdHocAttempt, outcome: GateVerdict["outcome"]): AdHocQuote {
  if (outcome !== "step-up") return quote;
  return { ...quote, holdAmountMinor: quote.stepUpHoldAmountMinor };
}

async function verdictOn(
  { attempt, token, expectedAction }: AttemptToJudge,
  settings: GateSettings,
  ports: AssessPorts,
): Promise<GateVerdict> {
  const now = ports.now();
  const evidence: Evidence = { settings, expectedAction, now };
  if (isTooLate(attempt, now)) return refusedUnasked("token-old", evidence);
  if (!settings.offered) return refusedUnasked("provider-misconfigured", evidence);
  if (!settings.gateEnabled) return judge("gate-off", evidence);
  if (token === undefined) return refusedUnasked("token-invalid", evidence);
  const { siteKey } = settings;
  if (siteKey === undefined) {
    await ports.misconfigured(attempt.operatorId, now);
    return judge("misconfigured", evidence);
  }
  const claimedAt = await ports.claim(attempt, now);
  if (claimedAt !== undefined) return judge(abandoned(claimedAt, now), evidence);
  const found = await ask(settings, { token, siteKey, expectedAction }, ports);
  return judge(found, { ...evidence, now: ports.now() });
}

async function ask(
  settings: GateSettings,
  question: Parameters<BotAssessor["assess"]>[1],
  { assessor, breaker, failures, misconfigured, now }: AssessPorts,
): Promise<BotAssessment | AssessmentFailure> {
  const { operatorId } = settings;
  const openUntil = await breaker.find(operatorId);
  if (openUntil !== undefined && openUntil > now()) return "unavailable";
  const found = await assessor.assess(settings, question);
  if (found === "misconfigured") await misconfigured(operatorId, now());
  if (found === "unavailable") {
    const until = failures.failed(operatorId, now());
    if (until !== undefined) await breaker.open(operatorId, until);
    return found;
  }
  failures.worked(operatorId);
  if (openUntil !== undefined) await breaker.close(operatorId);
  return found;
}

function abandoned(claimedAt: string, now: string): AssessmentFailure {
  const ageMs = Date.parse(now) - Date.parse(claimedAt);
  if (ageMs >= CLAIM_SECONDS * 1_000) return "unavailable";
  throw new DomainError("request.conflict", "The token is being asked about.");
}
