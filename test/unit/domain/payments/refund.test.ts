import { describe, expect, it } from "vitest";
import { type Refund, withRefund } from "#domain/payments/refund.ts";
import { aPayment } from "#test/support/payments.ts";

const NOW = "2026-03-02T10:00:00.000Z";
const refund = (amountMinor: number): Refund => ({
  operatorId: "demo-a",
  paymentId: aPayment().paymentId,
  refundId: "r1",
  amountMinor,
  currency: "EUR",
  reason: "goodwill",
  state: "requested",
  requestedBy: "support",
  requestedAt: NOW,
});

describe("a refund", () => {
  it("counts with those before it, and all of them never exceed what was taken", () => {
    const once = withRefund(aPayment(), refund(1_000), NOW);

    expect(once).toMatchObject({ refundedMinor: 1_000, openRefunds: ["r1"], dueAt: NOW });
    expect(withRefund(once, refund(190), NOW).refundedMinor).toBe(1_190);
    expect(() => withRefund(once, refund(191), NOW)).toThrow(
      expect.objectContaining({ code: "refund.too-much", details: { leftMinor: 190 } }),
    );
  });

  it.each([0, -1, 0.5, Number.NaN])("is no amount of %d", (amountMinor) => {
    expect(() => withRefund(aPayment(), refund(amountMinor), NOW)).toThrow(
      expect.objectContaining({ code: "refund.too-much" }),
    );
  });

  it.each(["held", "released", "refunded"] as const)("goes nowhere from %s", (state) => {
    expect(() => withRefund(aPayment({ state }), refund(1), NOW)).toThrow(
      expect.objectContaining({ code: "payment.not-refundable" }),
    );
  });
});
