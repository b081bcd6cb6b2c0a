import { describe, expect, it } from "vitest";
import { attemptsNotRefused } from "../../../../bench/adhoc/run-refused.ts";

describe("attempts that ought to be refused", () => {
  it("are none where the gate or a problem of ours refused each", () => {
    const outcomes = new Map([
      ["202, then refused: check-failed", 3],
      ["404 adhoc.code-unknown", 2],
      ["429 adhoc.too-many", 1],
    ]);

    const passed = attemptsNotRefused(new Map([["some kind", outcomes]]));

    expect(passed).toBe(0);
  });

  it("count where one was let through, where the platform failed, and where nobody knows", () => {
    const outcomes = new Map([
      ["202, then refused: check-failed", 3],
      ["202, then hold-pending", 1],
      ["202, then refused: unavailable", 1],
      ["500 internal", 1],
      ["Error: Waited in vain at requested", 1],
    ]);

    const passed = attemptsNotRefused(new Map([["some kind", outcomes]]));

    expect(passed).toBe(4);
  });
});
