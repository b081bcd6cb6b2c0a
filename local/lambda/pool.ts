import { type Environment, type Invocation, startEnvironment } from "./environment.ts";
import type { FunctionDefinition } from "./function-definition.ts";
import { FunctionError, TooManyRequestsError } from "./function-error.ts";

export interface PoolLimits {
  /** Environments of all functions together: each costs tens of megabytes. */
  readonly environments: number;
  readonly environmentsPerFunction: number;
  /** Bundles that load at the same time, beyond the first of a function: loading is all CPU. */
  readonly concurrentStarts: number;
  /** Invocations that may wait for one function. */
  readonly queuedPerFunction: number;
  readonly idleMs: number;
  /** An environment that rests so long may be given up for a function that has a queue. */
  readonly stealAfterMs: number;
}

export interface PoolOptions {
  readonly limits: PoolLimits;
  readonly compileCacheDirectory?: string;
  readonly writeFunctionLog: (functionName: string, text: string) => void;
  /** Milliseconds; a test gives its own. */
  readonly now?: () => number;
}

/** The environments of all functions: they come with the load, go where the queue is, and end when they rest. */
export interface Pool {
  readonly submit: (definition: FunctionDefinition, invocation: Invocation) => void;
  /** Ends what has rested too long. */
  readonly reap: () => void;
  readonly size: () => number;
  readonly stop: () => Promise<void>;
}

interface Slot {
  readonly environment: Environment;
  readonly owner: FunctionState;
  starting: boolean;
  idleSince: number;
}

interface FunctionState {
  readonly definition: FunctionDefinition;
  readonly slots: Set<Slot>;
  /** Most recently used last, and first to be used again, so that the rest can go. */
  readonly idle: Slot[];
  readonly queue: Invocation[];
}

/** A queue of so many per environment is worth another environment; below that, waiting is quicker than loading. */
const QUEUE_PER_ENVIRONMENT = 2;

export function createPool({ limits, now = Date.now, ...options }: PoolOptions): Pool {
  const functions = new Map<string, FunctionState>();
  const slots = new Set<Slot>();

  const startingIn = (where: Iterable<Slot>): number => {
    let count = 0;
    for (const slot of where) if (slot.starting) count += 1;
    return count;
  };

  const remove = (slot: Slot): void => {
    slots.delete(slot);
    slot.owner.slots.delete(slot);
    const position = slot.owner.idle.indexOf(slot);
    if (position !== -1) slot.owner.idle.splice(position, 1);
  };

  const dismiss = (slot: Slot): void => {
    remove(slot);
    void slot.environment.stop();
  };

  const start = (owner: FunctionState): void => {
    const { definition } = owner;
    const slot: Slot = {
      owner,
      starting: true,
      idleSince: 0,
      environment: startEnvironment(definition, options.compileCacheDirectory, {
        onFree: () => {
          slot.starting = false;
          release(slot);
        },
        onEnd: (error) => {
          remove(slot);
          options.writeFunctionLog(definition.name, `${error.errorType}: ${error.message}\n`);
          // An environment that never came up was started for the invocation that has waited longest.
          if (slot.starting) owner.queue.shift()?.reject(error);
          growWhereNeeded();
        },
        onLog: (text) => options.writeFunctionLog(definition.name, text),
      }),
    };
    slots.add(slot);
    owner.slots.add(slot);
  };

  const release = (slot: Slot): void => {
    const next = slot.owner.queue.shift();
    if (next !== undefined) {
      slot.environment.run(next);
      return;
    }
    slot.idleSince = now();
    slot.owner.idle.push(slot);
    growWhereNeeded();
  };

  const wantsAnother = (state: FunctionState): boolean => {
    const size = state.slots.size;
    if (state.queue.length === 0) return false;
    if (size === 0) return true;
    const limit = Math.min(
      limits.environmentsPerFunction,
      state.definition.reservedConcurrency ?? Number.POSITIVE_INFINITY,
    );
    return (
      size < limit &&
      state.queue.length > (size + startingIn(state.slots)) * QUEUE_PER_ENVIRONMENT &&
      startingIn(slots) < limits.concurrentStarts
    );
  };

  /** Makes room by ending the environment that has rested longest; a function without any may take one that just came free. */
  const makeRoomFor = (state: FunctionState): boolean => {
    if (slots.size < limits.environments) return true;
    let longest: Slot | undefined;
    for (const { idle } of functions.values()) {
      const first = idle[0];
      if (first && (longest === undefined || first.idleSince < longest.idleSince)) longest = first;
    }
    if (longest === undefined) return false;
    if (state.slots.size > 0 && now() - longest.idleSince < limits.stealAfterMs) return false;
    dismiss(longest);
    return true;
  };

  const grow = (state: FunctionState): void => {
    if (wantsAnother(state) && makeRoomFor(state)) start(state);
  };

  const growWhereNeeded = (): void => {
    for (const state of functions.values()) if (state.queue.length > 0) grow(state);
  };

  return {
    submit: (definition, invocation) => {
      let state = functions.get(definition.arn);
      if (state === undefined) {
        state = { definition, slots: new Set(), idle: [], queue: [] };
        functions.set(definition.arn, state);
      }
      const slot = state.idle.pop();
      if (slot !== undefined) {
        slot.environment.run(invocation);
        return;
      }
      if (state.queue.length >= limits.queuedPerFunction) {
        invocation.reject(
          new TooManyRequestsError(`Too many invocations wait for ${definition.name}.`),
        );
        return;
      }
      state.queue.push(invocation);
      grow(state);
    },
    reap: () => {
      for (const { idle } of functions.values()) {
        for (const slot of [...idle]) if (now() - slot.idleSince >= limits.idleMs) dismiss(slot);
      }
    },
    size: () => slots.size,
    stop: async () => {
      const stopped = new FunctionError({
        errorType: "Runtime.ExitError",
        errorMessage: "The platform stops.",
      });
      for (const { queue } of functions.values()) {
        for (const invocation of queue.splice(0)) invocation.reject(stopped);
      }
      const running = [...slots];
      for (const slot of running) remove(slot);
      await Promise.all(running.map((slot) => slot.environment.stop()));
    },
  };
}
