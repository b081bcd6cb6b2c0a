import { describe, expect, it } from "vitest";
import { differenceOf } from "#tools/journal-check/compare-chain.ts";

const demanded = ["a", "b", "c"].map((entryId) => ({ entryId, where: `change ${entryId}` }));

describe("a journal that is held against its stream", () => {
  it("is whole where each change is there once, in its order", () => {
    expect(differenceOf(demanded, ["a", "b", "c"])).toBeUndefined();
  });

  it.each([
    ["a change is missing", ["a", "c"], "change b is not recorded"],
    ["a change is there twice", ["a", "b", "b", "c"], "b is recorded twice"],
    [
      "something is there that never was",
      ["a", "b", "x", "c"],
      "x is recorded and was never changed",
    ],
    ["two changed places", ["a", "c", "b"], "change b is not recorded in its order"],
    ["it is empty", [], "change a is not recorded"],
  ])("is faulty where %s", (_, recorded, fault) => {
    expect(differenceOf(demanded, recorded)).toBe(fault);
  });
});
