import type { LatencyFigures } from "./messages.ts";

/** Gathers how long calls took, by action. */
export interface Latencies {
  readonly add: (action: string, durationMs: number) => void;
  readonly all: () => LatencyFigures;
  readonly byAction: () => Readonly<Record<string, LatencyFigures>>;
}

export function createLatencies(): Latencies {
  const durationsMs = new Map<string, number[]>();
  return {
    add: (action, durationMs) => {
      const known = durationsMs.get(action);
      if (known === undefined) durationsMs.set(action, [durationMs]);
      else known.push(durationMs);
    },
    all: () => figuresOf([...durationsMs.values()].flat()),
    byAction: () =>
      Object.fromEntries(
        [...durationsMs].map(([action, durations]) => [action, figuresOf(durations)]),
      ),
  };
}

function figuresOf(durationsMs: readonly number[]): LatencyFigures {
  const sorted = Float64Array.from(durationsMs).sort();
  return {
    count: sorted.length,
    p50Ms: percentile(sorted, 50),
    p95Ms: percentile(sorted, 95),
    p99Ms: percentile(sorted, 99),
    maximumMs: sorted.at(-1) ?? 0,
  };
}

/** The smallest value that at least `percent` of all are not above (nearest rank); 0 of none. */
export function percentile(sorted: ArrayLike<number>, percent: number): number {
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? 0;
}
