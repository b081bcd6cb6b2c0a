import { CANARY } from "./canaries.ts";
import {
  type IsolationProbe,
  outcomeOf,
  type ProbeAttempt,
  type Verdict,
} from "./isolation-probe.ts";
import { REST_ATTEMPTS, type RestAttempt } from "./rest-attempts.ts";

/** What REST answered; `code` is that of the problem. */
export interface RestAnswer {
  readonly status: number;
  readonly code?: string;
}

/** What came of reading an operator's item with credentials of the canary that the probe acts as. */
export type TenantRead = "read" | "denied" | "failed";

export interface ProbePorts {
  /** Undefined where nothing answered. */
  readonly call: (attempt: RestAttempt) => Promise<RestAnswer | undefined>;
  readonly readAsTenant: (operatorId: string) => Promise<TenantRead>;
  readonly now: () => string;
}

/**
 * Tries to cross from one canary to the other, over REST and with IAM's credentials of the tenant. Steps: do at home
 * what must work; try the same next door; read both operators' items with the tenant's role; judge.
 */
export async function probeIsolation(probeId: string, ports: ProbePorts): Promise<IsolationProbe> {
  const startedAt = ports.now();
  const attempts: ProbeAttempt[] = [];
  for (const attempt of REST_ATTEMPTS) {
    const answer = await ports.call(attempt);
    attempts.push({
      attempt: attempt.name,
      verdict: attempt.isOwn ? verdictAtHome(answer) : verdictNextDoor(answer),
      answer: answer ? `${answer.status} ${answer.code ?? ""}`.trim() : "no answer",
    });
  }
  for (const [whose, operatorId] of Object.entries(CANARY)) {
    const read = await ports.readAsTenant(operatorId);
    const verdict = whose === "own" ? EXPECT_READ[read] : EXPECT_DENIED[read];
    attempts.push({ attempt: `${whose} item by IAM`, verdict, answer: read });
  }
  return { probeId, startedAt, finishedAt: ports.now(), outcome: outcomeOf(attempts), attempts };
}

const EXPECT_READ: Readonly<Record<TenantRead, Verdict>> = {
  read: "as-expected",
  denied: "unclear",
  failed: "unclear",
};
const EXPECT_DENIED: Readonly<Record<TenantRead, Verdict>> = {
  read: "crossed",
  denied: "as-expected",
  failed: "unclear",
};

/** Answers that say nothing about walls: a token that was not taken, too many requests, a gateway that found nobody. */
const SAYS_NOTHING = [401, 429, 502, 503, 504];

function verdictAtHome(answer: RestAnswer | undefined): Verdict {
  return answer?.status === 200 ? "as-expected" : "unclear";
}

function verdictNextDoor(answer: RestAnswer | undefined): Verdict {
  if (!answer || SAYS_NOTHING.includes(answer.status)) return "unclear";
  const { status, code } = answer;
  if (status === 404 && code === "operator.not-found") return "as-expected";
  // A 404 without a problem is not the platform's: nobody looked whether there is such an operator.
  return status === 404 && code === undefined ? "unclear" : "crossed";
}
