import { describe, expect, it } from "vitest";
import { type FunctionLoad, neediest, type PoolLimits } from "#local/lambda/pool-growth.ts";
import { aFunction } from "#test/support/local/function-folder.ts";

const limits: PoolLimits = {
  environments: 10,
  environmentsPerFunction: 4,
  concurrentStarts: 2,
  growEveryMs: 250,
  queuedPerFunction: 100,
  idleMs: 1_000,
  stealAfterMs: 100,
  stealPressure: 4,
};

interface Load extends FunctionLoad {
  readonly name: string;
}

const aLoad = (
  name: string,
  environments: number,
  queued: number,
  more: Partial<Load> = {},
): Load => ({
  name,
  definition: aFunction("", { name }),
  slots: { size: environments },
  queue: { length: queued },
  starting: 0,
  lastStartMs: 0,
  ...more,
});
const chosen = (loads: readonly Load[], startingInAll = 0): string | undefined =>
  neediest(loads, limits, startingInAll)?.name;

describe("the next environment", () => {
  it("goes to the function with the longest queue for each of its environments", () => {
    expect(chosen([aLoad("a", 1, 10), aLoad("b", 2, 30), aLoad("c", 3, 12)])).toBe("b");
  });

  it("goes to a function that has none, even while others are loading", () => {
    expect(chosen([aLoad("a", 1, 1), aLoad("b", 0, 1)], 2)).toBe("b");
  });

  it.each([
    ["nobody waits", aLoad("a", 1, 0), 0],
    ["the queue is short", aLoad("a", 2, 4), 0],
    ["enough are loading for the function", aLoad("a", 2, 6, { starting: 1 }), 1],
    ["enough are loading in all", aLoad("a", 1, 50), 2],
    ["the function has as many as it may", aLoad("a", 4, 50), 0],
    ["the function has just got one", aLoad("a", 1, 50, { lastStartMs: Date.now() + 1_000 }), 0],
    [
      "its concurrency is reserved lower",
      aLoad("a", 1, 50, { definition: aFunction("", { reservedConcurrency: 1 }) }),
      0,
    ],
  ])("is not started when %s", (_, load, startingInAll) => {
    expect(chosen([load], startingInAll)).toBeUndefined();
  });
});
