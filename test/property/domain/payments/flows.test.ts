import { describe, expect, it } from "vitest";
import { runFlow } from "#tools/flows/run-flow.ts";

const FLOWS = 150;

describe("a payment with faults at every step", () => {
  it("keeps no money without energy, leaves no hold, and its ledger sums to zero", async () => {
    const results = await Promise.all(
      Array.from({ length: FLOWS }, (_, index) => runFlow(7_000 + index)),
    );

    const ends = new Set(results.map(({ payment }) => payment?.state));
    expect(results.flatMap(({ wrong }) => wrong)).toEqual([]);
    expect(results.reduce((sum, { faults }) => sum + faults, 0)).toBeGreaterThan(FLOWS);
    // Chance has led everywhere: what never happens is not proven.
    expect([...ends].sort()).toEqual(["captured", "expired", "refunded", "released"]);
  });
});
