import { assessmentAnswer } from "#contracts/recaptcha-assessment.ts";
import type {
  AssessmentFailure,
  AssessmentOutcome,
  BotAssessment,
  BotAssessor,
} from "#domain/adhoc/bot-assessment.ts";
import type { GateSettings } from "#domain/adhoc/gate-settings.ts";
import { CredentialRefused, googleAccessTokens } from "./google-access-token.ts";
import type { GoogleCredential } from "./google-credential.ts";

export interface AssessorOptions {
  /** Google's, or what stands in for it. */
  readonly apiUrl: string;
  readonly tokenUrl: string;
  /** For the exchange of the credential and the question together. */
  readonly timeoutMs: number;
  /** Undefined where the operator has none that may be used. */
  readonly credentialOf: (operatorId: string) => Promise<GoogleCredential | undefined>;
  readonly noteSuccess: (operatorId: string) => Promise<void>;
  /** `reason` tells nothing of token or credential. */
  readonly warn: (operatorId: string, reason: string) => void;
}

/** reCAPTCHA Enterprise, asked with the operator's own credential. Neither token nor credential is ever in an error. */
export function enterpriseAssessor(options: AssessorOptions): BotAssessor {
  const accessToken = googleAccessTokens(options.tokenUrl);

  async function post(settings: GateSettings, pathOf: (project: string) => string, body: object) {
    const signal = AbortSignal.timeout(options.timeoutMs);
    const credential = await options.credentialOf(settings.operatorId);
    if (!credential) throw new CredentialRefused("there is none");
    const url = new URL(options.apiUrl);
    const headers: Record<string, string> = { "content-type": "application/json" };
    const own = credential.kind === "service-account" ? credential.projectId : undefined;
    const project = settings.projectId ?? own;
    if (project === undefined) throw new CredentialRefused("no project");
    url.pathname = `${url.pathname.replace(/\/$/, "")}/v1/${pathOf(encodeURIComponent(project))}`;
    if (credential.kind === "api-key") headers["x-goog-api-key"] = credential.apiKey;
    else headers["authorization"] = `Bearer ${await accessToken(credential, signal)}`;
    const response = await fetch(url, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
      redirect: "error",
      signal,
    });
    if ([400, 401, 403, 404].includes(response.status)) {
      throw new CredentialRefused(`status ${response.status}`);
    }
    if (!response.ok) throw new Error(`status ${response.status}`);
    return (await response.json()) as unknown;
  }

  const failureOf = (operatorId: string, error: unknown): AssessmentFailure => {
    const isRefused = error instanceof CredentialRefused;
    const isOurs = isRefused || (error instanceof Error && /^status \d+$/.test(error.message));
    const name = error instanceof Error ? error.name : "unknown";
    options.warn(operatorId, isOurs ? (error as Error).message : name);
    return isRefused ? "misconfigured" : "unavailable";
  };

  return {
    async assess(settings, { token, siteKey, expectedAction }) {
      const { operatorId } = settings;
      try {
        const answer = await post(settings, (project) => `projects/${project}/assessments`, {
          event: { token, siteKey, expectedAction },
        });
        const found = assessmentOf(answer);
        await options.noteSuccess(operatorId);
        return found;
      } catch (error) {
        return failureOf(operatorId, error);
      }
    },

    async annotate(settings, assessment, outcome) {
      const [, name] = /^projects\/[^/]+\/assessments\/([\w-]+)$/.exec(assessment) ?? [];
      if (name === undefined) return;
      const path = (project: string) => `projects/${project}/assessments/${name}:annotate`;
      try {
        await post(settings, path, ANNOTATIONS[outcome]);
      } catch (error) {
        failureOf(settings.operatorId, error);
      }
    },
  };
}

const ANNOTATIONS: Readonly<Record<AssessmentOutcome, object>> = {
  legitimate: { annotation: "LEGITIMATE", reasons: ["TRANSACTION_ACCEPTED"] },
  fraudulent: { annotation: "FRAUDULENT", reasons: ["CHARGEBACK_FRAUD"] },
};

function assessmentOf(answer: unknown): BotAssessment {
  const { name, event, tokenProperties, riskAnalysis } = assessmentAnswer.parse(answer);
  const { valid, invalidReason, createTime, hostname, action } = tokenProperties;
  const score = riskAnalysis?.score;
  return {
    valid,
    reasons: riskAnalysis?.reasons ?? [],
    ...(name !== undefined && { name }),
    ...(invalidReason !== undefined && { invalidReason }),
    ...(createTime !== undefined && { createdAt: createTime }),
    ...(hostname !== undefined && { hostname }),
    ...(action !== undefined && { action }),
    ...(event?.siteKey !== undefined && { siteKey: event.siteKey }),
    ...(score !== undefined && { score }),
  };
}
