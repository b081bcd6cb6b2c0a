import type { FunctionDefinition } from "./function-definition.ts";

export interface PoolLimits {
  /** Environments of all functions together: each costs tens of megabytes. */
  readonly environments: number;
  readonly environmentsPerFunction: number;
  /** Environments of one function that compute; those that wait for something do not count. */
  readonly busyPerFunction: number;
  /** Invocations of all functions that compute at the same time: more would only take the cores from each other. */
  readonly running: number;
  /** An invocation that has run for so long waits for something. */
  readonly waitsAfterMs: number;
  /** Bundles that load at the same time, beyond the first of a function: loading is all CPU. */
  readonly concurrentStarts: number;
  /** Invocations that may wait for one function. */
  readonly queuedPerFunction: number;
  readonly idleMs: number;
  /** An environment that has rested so long may give its place to another function. */
  readonly stealAfterMs: number;
}

/** What decides whether a function gets another environment. */
export interface FunctionLoad {
  readonly definition: FunctionDefinition;
  readonly slots: { readonly size: number };
  readonly idle: { readonly length: number };
  readonly queue: { readonly length: number };
  /** Environments whose invocation waits for something. */
  readonly waiting: number;
}

/** A queue of so many per environment is worth another environment; below that, its turn comes before a bundle has loaded. */
const QUEUE_PER_ENVIRONMENT = 2;

/** Whether another environment of the function is worth its start now. */
export function wantsAnother(
  { definition, slots, idle, queue, waiting }: FunctionLoad,
  limits: PoolLimits,
  startingInAll: number,
): boolean {
  if (queue.length === 0 || idle.length > 0) return false;
  if (slots.size === 0) return true;
  const most = Math.min(
    limits.environmentsPerFunction,
    definition.reservedConcurrency ?? Number.POSITIVE_INFINITY,
  );
  // Those that wait are of no help to the queue, however few stand in it.
  const helping = slots.size - waiting;
  return (
    slots.size < most &&
    helping < limits.busyPerFunction &&
    startingInAll < limits.concurrentStarts &&
    queue.length > helping * QUEUE_PER_ENVIRONMENT
  );
}
