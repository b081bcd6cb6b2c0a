import { describe, expect, it } from "vitest";
import { type FunctionLoad, type PoolLimits, wantsAnother } from "#local/lambda/pool-growth.ts";
import { aFunction } from "#test/support/local/function-folder.ts";

const limits: PoolLimits = {
  environments: 10,
  environmentsPerFunction: 6,
  busyPerFunction: 3,
  running: 8,
  waitsAfterMs: 100,
  concurrentStarts: 2,
  queuedPerFunction: 100,
  idleMs: 1_000,
  stealAfterMs: 100,
};

const aLoad = (environments: number, queued: number, more: Partial<FunctionLoad> = {}) => ({
  definition: aFunction(""),
  slots: { size: environments },
  idle: { length: 0 },
  queue: { length: queued },
  waiting: 0,
  ...more,
});

describe("another environment", () => {
  it.each([
    ["the function has none, even while others are loading", aLoad(0, 1), 2],
    ["the queue is long for those that the function has", aLoad(2, 5), 1],
    ["all that the function has wait for something", aLoad(3, 1, { waiting: 3 }), 0],
    ["those that do not wait are few", aLoad(4, 5, { waiting: 2 }), 0],
  ])("is started when %s", (_, load, startingInAll) => {
    expect(wantsAnother(load, limits, startingInAll)).toBe(true);
  });

  it.each([
    ["nobody waits", aLoad(0, 0), 0],
    ["one is idle", aLoad(1, 50, { idle: { length: 1 } }), 0],
    ["the queue is short", aLoad(2, 4), 0],
    ["enough are loading in all", aLoad(1, 50), 2],
    ["the function keeps the cores busy", aLoad(3, 50), 0],
    ["the function has as many as it may", aLoad(6, 50, { waiting: 6 }), 0],
    [
      "its concurrency is reserved lower",
      aLoad(1, 50, { definition: aFunction("", { reservedConcurrency: 1 }) }),
      0,
    ],
  ])("is not started when %s", (_, load, startingInAll) => {
    expect(wantsAnother(load, limits, startingInAll)).toBe(false);
  });
});
