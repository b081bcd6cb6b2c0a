import type { FunctionDefinition } from "./function-definition.ts";

export interface PoolLimits {
  /** Environments of all functions together: each costs tens of megabytes. */
  readonly environments: number;
  readonly environmentsPerFunction: number;
  /** Bundles that load at the same time, beyond the first of a function: loading is all CPU. */
  readonly concurrentStarts: number;
  /** From one start of a function to its next: a wave of messages passes sooner than a bundle loads, only a lasting queue is worth it. */
  readonly growEveryMs: number;
  /** Invocations that may wait for one function. */
  readonly queuedPerFunction: number;
  readonly idleMs: number;
  /** An environment is left where it is for so long before a function with a queue may take its place. */
  readonly stealAfterMs: number;
  /** How many times longer, for each environment, that queue must be than the one of the function that gives way. */
  readonly stealPressure: number;
}

/** What decides whether a function gets another environment. */
export interface FunctionLoad {
  readonly definition: FunctionDefinition;
  readonly slots: { readonly size: number };
  readonly queue: { readonly length: number };
  readonly starting: number;
  readonly lastStartMs: number;
}

/** A queue of so many per environment is worth another environment; below that, waiting is quicker than loading. */
const QUEUE_PER_ENVIRONMENT = 2;

/** Invocations that wait for each environment. */
export function pressureOf({ queue, slots }: FunctionLoad): number {
  return queue.length / Math.max(slots.size, 0.5);
}

/** The function that another environment would help most; undefined when none is worth its start now. */
export function neediest<Load extends FunctionLoad>(
  loads: Iterable<Load>,
  limits: PoolLimits,
  startingInAll: number,
): Load | undefined {
  let found: Load | undefined;
  for (const load of loads) {
    if (load.queue.length === 0 || !wantsAnother(load, limits, startingInAll)) continue;
    if (found === undefined || pressureOf(load) > pressureOf(found)) found = load;
  }
  return found;
}

function wantsAnother(load: FunctionLoad, limits: PoolLimits, startingInAll: number): boolean {
  const { slots, queue, definition, starting, lastStartMs } = load;
  if (slots.size === 0) return true;
  const limit = Math.min(
    limits.environmentsPerFunction,
    definition.reservedConcurrency ?? Number.POSITIVE_INFINITY,
  );
  return (
    slots.size < limit &&
    startingInAll < limits.concurrentStarts &&
    Date.now() - lastStartMs >= limits.growEveryMs &&
    queue.length > (slots.size + starting) * QUEUE_PER_ENVIRONMENT
  );
}
