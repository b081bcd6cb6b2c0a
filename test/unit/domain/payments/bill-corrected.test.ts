import { describe, expect, it } from "vitest";
import { afterCorrection } from "#domain/payments/bill-corrected.ts";
import { aPayment } from "#test/support/payments.ts";

const NOW = "2026-03-02T10:00:00.000Z";

describe("a bill that was corrected after money was taken", () => {
  it("is a case for finance where it came to less, and once", () => {
    const corrected = afterCorrection(aPayment(), 1_000, NOW);

    expect(corrected).toMatchObject({ financeCase: "bill-corrected", version: 6 });
    expect(corrected && afterCorrection(corrected, 900, NOW)).toBeUndefined();
  });

  it("is none where it came to as much or more, or nothing was taken", () => {
    const held = aPayment({ state: "held" });

    expect(afterCorrection(aPayment(), 1_190, NOW)).toBeUndefined();
    expect(afterCorrection(aPayment(), 5_000, NOW)).toBeUndefined();
    expect(afterCorrection(held, 1, NOW)).toBeUndefined();
  });
});
