import { type Environment, type Invocation, startEnvironment } from "./environment.ts";
import type { FunctionDefinition } from "./function-definition.ts";
import { FunctionError, TooManyRequestsError } from "./function-error.ts";
import { type PoolLimits, wantsAnother } from "./pool-growth.ts";

export interface PoolOptions {
  readonly limits: PoolLimits;
  readonly compileCacheDirectory?: string;
  readonly writeFunctionLog: (functionName: string, text: string) => void;
}

/**
 * The environments of all functions. Invocations begin in the order in which they came, as many at once as the cores can
 * use, each in an environment of its function that was used last; functions get another environment when their queue lasts.
 */
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
  state: "starting" | "idle" | "running" | "waiting";
  /** When that state began. */
  sinceMs: number;
}

interface FunctionState {
  readonly definition: FunctionDefinition;
  readonly slots: Set<Slot>;
  /** Most recently used last, and first to be used again, so that the rest can go. */
  readonly idle: Slot[];
  readonly queue: { readonly order: number; readonly invocation: Invocation }[];
  waiting: number;
}

export function createPool({ limits, ...options }: PoolOptions): Pool {
  const functions = new Map<string, FunctionState>();
  /** Longest first. */
  const running = new Set<Slot>();
  let size = 0;
  let starting = 0;
  let submitted = 0;
  let nextLook: NodeJS.Timeout | undefined;

  /** Ends the state that a slot is in. */
  const leave = (slot: Slot): void => {
    const { owner, state } = slot;
    if (state === "running") running.delete(slot);
    else if (state === "waiting") owner.waiting -= 1;
    else if (state === "idle") owner.idle.splice(owner.idle.indexOf(slot), 1);
    else starting -= 1;
  };

  const enter = (slot: Slot, state: Slot["state"]): void => {
    const { owner } = slot;
    slot.state = state;
    if (state !== "waiting") slot.sinceMs = Date.now();
    if (state === "running") running.add(slot);
    else if (state === "waiting") owner.waiting += 1;
    else if (state === "idle") owner.idle.push(slot);
    else starting += 1;
  };

  const remove = (slot: Slot): void => {
    if (!slot.owner.slots.delete(slot)) return;
    size -= 1;
    leave(slot);
  };

  const start = (owner: FunctionState): void => {
    const { definition } = owner;
    const slot: Slot = {
      owner,
      state: "starting",
      sinceMs: 0,
      environment: startEnvironment(definition, options.compileCacheDirectory, {
        onFree: () => {
          leave(slot);
          enter(slot, "idle");
          proceed();
        },
        onEnd: (error) => {
          // An environment that never came up was started for the invocation that has waited longest.
          if (slot.state === "starting") owner.queue.shift()?.invocation.reject(error);
          remove(slot);
          options.writeFunctionLog(definition.name, `${error.errorType}: ${error.message}\n`);
          proceed();
        },
        onLog: (text) => options.writeFunctionLog(definition.name, text),
      }),
    };
    owner.slots.add(slot);
    size += 1;
    enter(slot, "starting");
  };

  /** Of the functions for which `fits`, the one whose oldest invocation has waited longest. */
  const longestWaiting = (fits: (state: FunctionState) => boolean): FunctionState | undefined => {
    let found: FunctionState | undefined;
    let lowest = Number.POSITIVE_INFINITY;
    for (const state of functions.values()) {
      const order = state.queue[0]?.order ?? Number.POSITIVE_INFINITY;
      if (order < lowest && fits(state)) {
        found = state;
        lowest = order;
      }
    }
    return found;
  };

  const runNext = (): boolean => {
    const state = longestWaiting(({ idle }) => idle.length > 0);
    const slot = state?.idle.at(-1);
    const next = state?.queue.shift();
    if (slot === undefined || next === undefined) return false;
    leave(slot);
    enter(slot, "running");
    slot.environment.run(next.invocation);
    return true;
  };

  /** Makes room by ending the environment that has rested longest; a function without any may take one that came free just now. */
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

  const dismiss = (slot: Slot): void => {
    remove(slot);
    void slot.environment.stop();
  };

  const proceed = (): void => {
    while (running.size < limits.running && runNext());
    const state = longestWaiting((each) => wantsAnother(each, limits, starting));
    if (state !== undefined && makeRoomFor(state)) start(state);
    if (longestWaiting(() => true) !== undefined) lookAgainSoon();
  };

  /** What has run for long waits for something, and others can run meanwhile. */
  const lookAgainSoon = (): void => {
    nextLook ??= setTimeout(() => {
      nextLook = undefined;
      const longAgo = Date.now() - limits.waitsAfterMs;
      for (const slot of [...running]) {
        if (slot.sinceMs > longAgo) break;
        leave(slot);
        enter(slot, "waiting");
      }
      proceed();
    }, limits.waitsAfterMs).unref();
  };

  const stateOf = (definition: FunctionDefinition): FunctionState => {
    const known = functions.get(definition.arn);
    if (known !== undefined) return known;
    const state = {
      definition,
      slots: new Set<Slot>(),
      idle: [],
      queue: [],
      waiting: 0,
    };
    functions.set(definition.arn, state);
    return state;
  };

  return {
    submit: (definition, invocation) => {
      const { queue } = stateOf(definition);
      if (queue.length >= limits.queuedPerFunction) {
        invocation.reject(
          new TooManyRequestsError(`Too many invocations wait for ${definition.name}.`),
        );
        return;
      }
      submitted += 1;
      queue.push({ order: submitted, invocation });
      proceed();
    },
    reap: () => {
      const longAgo = Date.now() - limits.idleMs;
      for (const { idle } of functions.values()) {
        for (const slot of [...idle]) if (slot.sinceMs <= longAgo) dismiss(slot);
      }
    },
    size: () => size,
    stop: async () => {
      clearTimeout(nextLook);
      const stopped = new FunctionError({
        errorType: "Runtime.ExitError",
        errorMessage: "The platform stops.",
      });
      const all: Slot[] = [];
      for (const { queue, slots } of functions.values()) {
        for (const { invocation } of queue.splice(0)) invocation.reject(stopped);
        all.push(...slots);
      }
      for (const slot of all) remove(slot);
      await Promise.all(all.map((slot) => slot.environment.stop()));
    },
  };
}
