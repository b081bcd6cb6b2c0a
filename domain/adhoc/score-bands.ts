/** What Google gives without a security review; all eleven tenths come only after one. */
const USUAL_SCORES = [0.1, 0.3, 0.7, 0.9] as const;

/** Number of tenths from 0.0 to 1.0. */
export const SCORE_TENTHS = 11;

/** What a threshold comes to with the scores that usually come. */
export interface EffectiveBands {
  readonly passes: readonly number[];
  readonly stepsUp: readonly number[];
  readonly refuses: readonly number[];
}

/** The tenth that a score is counted in, 0 to 10; a score below a threshold is always in a tenth below it. */
export function tenthOf(score: number): number {
  // 0.7 * 10 is 7.000000000000001 and 0.3 * 10 is 3: a hair more lets both be what people see.
  return Math.min(SCORE_TENTHS - 1, Math.max(0, Math.floor(score * 10 + 1e-9)));
}

/** Which of the usual scores pass, so that nobody takes 0.5 and 0.7 for two different settings. */
export function effectiveBands(threshold: number, stepUpFrom?: number): EffectiveBands {
  const passes = USUAL_SCORES.filter((score) => score >= threshold);
  const others = USUAL_SCORES.filter((score) => score < threshold);
  const steps = (score: number) => stepUpFrom !== undefined && score >= stepUpFrom;
  return {
    passes,
    stepsUp: others.filter(steps),
    refuses: others.filter((score) => !steps(score)),
  };
}

/** How many of the counted attempts a threshold would not have let through; `counts` by tenth. */
export function wouldRefuse(counts: readonly number[], threshold: number): number {
  return counts.slice(0, tenthOf(threshold)).reduce((sum, count) => sum + count, 0);
}
