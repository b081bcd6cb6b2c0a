/** So many failures in a row, seen by one function, and the provider is left alone for a while. */
const FAILURES = 3;
const OPEN_SECONDS = 30;

/** Until when an operator's provider is not asked; kept where every function sees it, written only when that changes. */
export interface CircuitBreaker {
  /** Since when the provider is not asked, and until when; absent while it works. */
  readonly find: (operatorId: string) => Promise<string | undefined>;
  readonly open: (operatorId: string, until: string) => Promise<void>;
  readonly close: (operatorId: string) => Promise<void>;
}

/** Counts failures in a row in one function's memory. */
export function failureCounts() {
  const inARow = new Map<string, number>();
  return {
    /** Until when to leave the provider alone, where this failure was one too many. */
    failed(operatorId: string, now: string): string | undefined {
      const failures = (inARow.get(operatorId) ?? 0) + 1;
      inARow.set(operatorId, failures);
      if (failures < FAILURES) return undefined;
      inARow.delete(operatorId);
      return new Date(Date.parse(now) + OPEN_SECONDS * 1_000).toISOString();
    },

    worked(operatorId: string): void {
      inARow.delete(operatorId);
    },
  };
}
