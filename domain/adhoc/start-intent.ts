import { DomainError } from "../errors.ts";

/** How long a page that shows a price may begin with it. */
const INTENT_MINUTES = 15;

/** What a page was shown when it loaded: where, and when. Sealed, so that nobody else can say it. */
export interface StartIntent {
  readonly operatorId: string;
  readonly codeId: string;
  readonly nonce: string;
  /** ISO 8601 UTC. */
  readonly issuedAt: string;
}

/** When an intent is over. */
export function intentEnd(issuedAt: string): string {
  return new Date(Date.parse(issuedAt) + INTENT_MINUTES * 60_000).toISOString();
}

/** Refuses an intent for another code, or an old one. Throws `adhoc.intent-over`. */
export function refuseOverIntent(
  intent: StartIntent | undefined,
  code: { readonly operatorId: string; readonly codeId: string },
  now: string,
): asserts intent is StartIntent {
  const fits = intent?.operatorId === code.operatorId && intent.codeId === code.codeId;
  if (fits && now < intentEnd(intent.issuedAt)) return;
  throw new DomainError("adhoc.intent-over", "Load the page again: its price is not of now.");
}

/** What the page signs to begin. */
export function startWords(intent: string, tokenHash: string): string {
  return `start\n${intent}\n${tokenHash}`;
}

/** What the page signs to end. */
export function stopWords(attemptId: string, issuedAt: string): string {
  return `stop\n${attemptId}\n${issuedAt}`;
}
