import type { AdHocAttempt } from "./attempt.ts";
import type { GateSettings } from "./gate-settings.ts";

/** What the provider found, in our words. */
export interface BotAssessment {
  /** The provider's name of it, for what becomes of the attempt. */
  readonly name?: string;
  readonly valid: boolean;
  /** The provider's word for what is wrong with the token. */
  readonly invalidReason?: string;
  readonly action?: string;
  readonly hostname?: string;
  readonly siteKey?: string;
  /** When the browser got the token, ISO 8601 UTC. */
  readonly createdAt?: string;
  /** 0.0 to 1.0, 1.0 for a person. */
  readonly score?: number;
  readonly reasons: readonly string[];
}

/** Why there is no assessment. */
export type AssessmentFailure = "unavailable" | "misconfigured";

interface AssessmentQuestion {
  readonly token: string;
  readonly siteKey: string;
  readonly expectedAction: string;
}

/** What became of an attempt, told to the provider so that it judges better. */
export type AssessmentOutcome = "legitimate" | "fraudulent";

/** Asks the operator's provider whether a person acts. Answers within two seconds, and never throws. */
export interface BotAssessor {
  readonly assess: (
    settings: GateSettings,
    question: AssessmentQuestion,
  ) => Promise<BotAssessment | AssessmentFailure>;
  readonly annotate: (
    settings: GateSettings,
    assessment: string,
    outcome: AssessmentOutcome,
  ) => Promise<void>;
}

/** Older than this a token counts no more; the provider says the same. */
export const TOKEN_LIFE_SECONDS = 120;

/** The action of a token for one connector: it is signed by the provider, so no token moves to another connector. */
export function startAction(connectorRef: string): string {
  return `adhoc_start/${connectorRef}`;
}

/** Whether so much time passed since an attempt came that its token is worth nothing. */
export function isTooLate(
  { requestedAt }: Pick<AdHocAttempt, "requestedAt">,
  now: string,
): boolean {
  return !(Date.parse(now) - Date.parse(requestedAt) <= TOKEN_LIFE_SECONDS * 1_000);
}
