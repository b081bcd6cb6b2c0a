/** What can be wrong with the service. */
const FAULTS = [
  "none",
  "unavailable",
  "forbidden",
  "dupe",
  "wrong-action",
  "wrong-host",
  "no-score",
] as const;
type RecaptchaFault = (typeof FAULTS)[number];

/** How the service behaves until it is told otherwise. */
export interface RecaptchaBehaviour {
  readonly score: number;
  readonly latencyMs: number;
  readonly fault: RecaptchaFault;
}

export const WELL_BEHAVED: RecaptchaBehaviour = { score: 0.9, latencyMs: 0, fault: "none" };

/** The behaviour after somebody said how it is to be; what is no behaviour is passed over. */
export function changedBehaviour(before: RecaptchaBehaviour, wish: unknown): RecaptchaBehaviour {
  const { score, latencyMs, fault } = Object(wish) as Readonly<Record<string, unknown>>;
  const known = FAULTS.find((one) => one === fault);
  return {
    score: typeof score === "number" && score >= 0 && score <= 1 ? score : before.score,
    latencyMs: typeof latencyMs === "number" && latencyMs >= 0 ? latencyMs : before.latencyMs,
    fault: known ?? before.fault,
  };
}
