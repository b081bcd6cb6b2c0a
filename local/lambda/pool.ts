import { type Environment, type Invocation, startEnvironment } from "./environment.ts";
import type { FunctionDefinition } from "./function-definition.ts";
import { FunctionError, TooManyRequestsError } from "./function-error.ts";
import { neediest, type PoolLimits, pressureOf } from "./pool-growth.ts";

export interface PoolOptions {
  readonly limits: PoolLimits;
  readonly compileCacheDirectory?: string;
  readonly writeFunctionLog: (functionName: string, text: string) => void;
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
  /** When it came up, or began to rest. */
  sinceMs: number;
}

interface FunctionState {
  readonly definition: FunctionDefinition;
  readonly slots: Set<Slot>;
  /** Most recently used last, and first to be used again, so that the rest can go. */
  readonly idle: Slot[];
  readonly queue: Invocation[];
  starting: number;
  lastStartMs: number;
}

export function createPool({ limits, ...options }: PoolOptions): Pool {
  const functions = new Map<string, FunctionState>();
  let size = 0;
  let starting = 0;

  const remove = (slot: Slot): void => {
    if (!slot.owner.slots.delete(slot)) return;
    size -= 1;
    endStarting(slot);
    const position = slot.owner.idle.indexOf(slot);
    if (position !== -1) slot.owner.idle.splice(position, 1);
  };

  const endStarting = (slot: Slot): void => {
    if (!slot.starting) return;
    slot.starting = false;
    slot.owner.starting -= 1;
    starting -= 1;
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
      sinceMs: Date.now(),
      environment: startEnvironment(definition, options.compileCacheDirectory, {
        onFree: () => {
          endStarting(slot);
          release(slot);
        },
        onEnd: (error) => {
          // An environment that never came up was started for the invocation that has waited longest.
          if (slot.starting) owner.queue.shift()?.reject(error);
          remove(slot);
          options.writeFunctionLog(definition.name, `${error.errorType}: ${error.message}\n`);
          grow();
        },
        onLog: (text) => options.writeFunctionLog(definition.name, text),
      }),
    };
    owner.slots.add(slot);
    owner.starting += 1;
    owner.lastStartMs = Date.now();
    starting += 1;
    size += 1;
  };

  const release = (slot: Slot): void => {
    const { owner } = slot;
    if (size >= limits.environments && isNeededElsewhere(slot)) dismiss(slot);
    else {
      const next = owner.queue.shift();
      if (next === undefined) {
        slot.sinceMs = Date.now();
        owner.idle.push(slot);
      } else slot.environment.run(next);
    }
    grow();
  };

  /** With no room left, an environment gives way when another function's queue is several times longer than its own. */
  const isNeededElsewhere = (slot: Slot): boolean => {
    const { owner } = slot;
    if (owner.queue.length > 0 && owner.slots.size === 1) return false;
    const other = neediest(functions.values(), limits, starting);
    if (other === undefined || other === owner) return false;
    if (other.slots.size === 0) return true;
    return (
      Date.now() - slot.sinceMs > limits.stealAfterMs &&
      pressureOf(other) > limits.stealPressure * pressureOf(owner)
    );
  };

  /** Ends the environment that has rested longest; a function without any may take one that has only just come free. */
  const makeRoomFor = (state: FunctionState): boolean => {
    if (size < limits.environments) return true;
    let longest: Slot | undefined;
    for (const { idle } of functions.values()) {
      const first = idle[0];
      if (first && (longest === undefined || first.sinceMs < longest.sinceMs)) longest = first;
    }
    if (longest === undefined) return false;
    if (state.slots.size > 0 && Date.now() - longest.sinceMs < limits.stealAfterMs) return false;
    dismiss(longest);
    return true;
  };

  const grow = (): void => {
    const state = neediest(functions.values(), limits, starting);
    if (state !== undefined && makeRoomFor(state)) start(state);
  };

  const stateOf = (definition: FunctionDefinition): FunctionState => {
    const known = functions.get(definition.arn);
    if (known !== undefined) return known;
    const state: FunctionState = {
      definition,
      slots: new Set(),
      idle: [],
      queue: [],
      starting: 0,
      lastStartMs: 0,
    };
    functions.set(definition.arn, state);
    return state;
  };

  return {
    submit: (definition, invocation) => {
      const state = stateOf(definition);
      const slot = state.idle.pop();
      if (slot !== undefined) slot.environment.run(invocation);
      else if (state.queue.length >= limits.queuedPerFunction) {
        invocation.reject(
          new TooManyRequestsError(`Too many invocations wait for ${definition.name}.`),
        );
      } else {
        state.queue.push(invocation);
        grow();
      }
    },
    reap: () => {
      const longAgo = Date.now() - limits.idleMs;
      for (const { idle } of functions.values()) {
        for (const slot of [...idle]) if (slot.sinceMs <= longAgo) dismiss(slot);
      }
    },
    size: () => size,
    stop: async () => {
      const stopped = new FunctionError({
        errorType: "Runtime.ExitError",
        errorMessage: "The platform stops.",
      });
      const running: Slot[] = [];
      for (const { queue, slots } of functions.values()) {
        for (const invocation of queue.splice(0)) invocation.reject(stopped);
        running.push(...slots);
      }
      for (const slot of running) remove(slot);
      await Promise.all(running.map((slot) => slot.environment.stop()));
    },
  };
}
