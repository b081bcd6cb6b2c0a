/** What one attempt showed: what had to come, that the wall was crossed, or nothing either way. */
export type Verdict = "as-expected" | "crossed" | "unclear";

/** What was tried and what came back; ids and statuses only. */
export interface ProbeAttempt {
  readonly attempt: string;
  readonly verdict: Verdict;
  /** For people, e.g. `404 operator.not-found`. */
  readonly answer: string;
}

/** `blind` where nothing crossed, but the run proves nothing: it could not even reach its own things. */
export type ProbeOutcome = "apart" | "broken" | "blind";

/** A run of the canary: whether one operator could reach another one. Times are ISO 8601 UTC. */
export interface IsolationProbe {
  readonly probeId: string;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly outcome: ProbeOutcome;
  readonly attempts: readonly ProbeAttempt[];
}

/** What a run comes to: one crossing is enough to be broken, one doubt enough to be blind. */
export function outcomeOf(attempts: readonly ProbeAttempt[]): ProbeOutcome {
  if (attempts.some(({ verdict }) => verdict === "crossed")) return "broken";
  const isSure = attempts.length > 0 && attempts.every(({ verdict }) => verdict === "as-expected");
  return isSure ? "apart" : "blind";
}
