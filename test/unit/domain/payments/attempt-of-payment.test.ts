import { describe, expect, it } from "vitest";
import { followed } from "#domain/payments/attempt-of-payment.ts";
import { newPayment } from "#domain/payments/new-payment.ts";
import type { Payment } from "#domain/payments/payment.ts";
import { adHocAttempt } from "#test/support/adhoc.ts";
import { aPayment } from "#test/support/payments.ts";

const NOW = "2026-05-01T10:00:00.000Z";
const cleared = adHocAttempt({ state: "cleared" });
const { checkout, hold } = aPayment();
const begun: Payment = {
  ...aPayment({ state: "hold-requested", ...(checkout && { checkout }) }),
};
const { hold: _hold, claim: _claim, capturedMinor: _captured, ...unpaid } = begun;
const placed = { ...unpaid, state: "held", ...(hold && { hold }) } as const;
const start = { commandId: "c", requestedAt: NOW };

describe("an attempt", () => {
  it.each([
    ["hold-pending", unpaid],
    ["held", placed],
    ["starting", { ...placed, start }],
    ["charging", { ...placed, start, sessionId: "s" }],
    ["ending", { ...placed, start, sessionId: "s", state: "capture-requested" }],
    ["captured", { ...placed, start, sessionId: "s", state: "captured" }],
    ["released", { ...placed, start, sessionId: "s", state: "released", endReason: "no-energy" }],
    ["released", { ...placed, start, state: "released", endReason: "not-plugged-in" }],
    ["abandoned", { ...unpaid, state: "expired", endReason: "not-paid" }],
  ] as const)("is %s as its payment is, however far it was behind", (state, payment) => {
    const attempt = followed(cleared, payment, NOW);

    expect(attempt.state).toBe(state);
    expect(followed(attempt, payment, NOW)).toBe(attempt);
  });

  it("begins a payment only where the gate let it through", () => {
    const states = ["requested", "refused", "abandoned", "held"] as const;

    expect(states.map((state) => newPayment(adHocAttempt({ state }), NOW))).toEqual(
      states.map(() => undefined),
    );
    expect(newPayment(adHocAttempt({ state: "step-up" }), NOW)).toMatchObject({ stepUp: true });
    expect(newPayment(cleared, NOW)).toMatchObject({
      paymentId: cleared.attemptId,
      holdMinor: 5_000,
      state: "hold-requested",
    });
  });
});
