import { describe, expect, it } from "vitest";
import type { Cost } from "#domain/charging/tariff.ts";
import { nextStep } from "#domain/payments/next-step.ts";
import type { Payment } from "#domain/payments/payment.ts";
import type { ChargeSight, Sight } from "#domain/payments/step.ts";
import { after as later } from "#domain/payments/timers.ts";
import { aPayment } from "#test/support/payments.ts";

const HELD_AT = "2026-03-01T10:00:00.000Z";
const START = { commandId: "c", requestedAt: HELD_AT };
const COST: Cost = {
  amountMinor: 1_190,
  netMinor: 1_000,
  vatMinor: 190,
  currency: "EUR",
  components: { startFeeMinor: 0, energyMinor: 1_190, timeMinor: 0, idleMinor: 0 },
};

function held(changed: Partial<Payment> = {}): Payment {
  const { claim: _, capturedMinor: __, ...payment } = aPayment({ state: "held", start: START });
  return { ...payment, ...changed };
}
const charge = (changed: Partial<ChargeSight> = {}): Sight => ({
  start: "accepted",
  charge: {
    sessionId: "s",
    state: "active",
    startedAt: HELD_AT,
    energyWh: 9_000,
    cost: COST,
    expectedMinor: 1_300,
    billHeld: false,
    ...changed,
  },
});
const charging = (changed: Partial<Payment> = {}) => held({ sessionId: "s", ...changed });

describe("before the car charges", () => {
  it.each([
    ["offline", "charger-offline"],
    ["rejected", "charger-rejected"],
  ] as const)("a charger that is %s gives the hold back at once", (start, because) => {
    expect(nextStep(held(), { start }, HELD_AT)).toEqual({ do: "give-up-hold", because });
  });

  it("nobody waits longer than three minutes for the car to be plugged in", () => {
    const [soon, late] = [later(HELD_AT, 179), later(HELD_AT, 180)];

    expect(nextStep(held(), { start: "accepted" }, soon)).toMatchObject({ do: "wait" });
    expect(nextStep(held(), { start: "accepted" }, late)).toEqual({
      do: "give-up-hold",
      because: "not-plugged-in",
    });
  });

  it("a start whose command was lost is sent again under its own id", () => {
    expect(nextStep(held(), { start: "missing" }, HELD_AT)).toEqual({ do: "send-start" });
  });

  it("a driver who asks for an end gets the hold back", () => {
    const payment = held({ stopAskedAt: HELD_AT });

    expect(nextStep(payment, { start: "accepted" }, HELD_AT)).toEqual({
      do: "give-up-hold",
      because: "driver-left",
    });
  });
});

describe("while the car charges", () => {
  it.each([
    [4_749, "wait"],
    [4_750, "stop"],
  ])("at an expected %i of 5000 the next step is to %s", (expectedMinor, step) => {
    expect(nextStep(charging(), charge({ expectedMinor }), HELD_AT)).toMatchObject({ do: step });
  });

  it("is stopped where no energy flowed for ten minutes", () => {
    const now = later(HELD_AT, 600);

    expect(nextStep(charging(), charge({ energyWh: 0 }), now)).toEqual({
      do: "stop",
      because: "no-energy",
    });
  });

  it("is stopped an hour before the hold is lost, and what is proven is taken a quarter before", () => {
    const { captureBefore = "" } = charging().hold ?? {};

    const [hour, quarter] = [3_600, 900].map((seconds) =>
      nextStep(charging(), charge(), later(captureBefore, -seconds)),
    );

    expect(hour).toEqual({ do: "stop", because: "hold-ends" });
    expect(quarter).toMatchObject({
      do: "claim",
      claim: { amountMinor: 1_190 },
      financeCase: "charged-past-the-hold",
    });
  });

  it("tells finance where three stops were ignored", () => {
    const stop = { commandId: "x", because: "driver", requestedAt: HELD_AT, tries: 3 } as const;
    const payment = charging({ stop, stopAskedAt: HELD_AT });

    expect(nextStep(payment, charge(), later(HELD_AT, 120))).toMatchObject({
      financeCase: "stop-ignored",
    });
  });
});

describe("after the car charged", () => {
  const ended = (changed: Partial<ChargeSight> = {}) => charge({ state: "ended", ...changed });

  it("takes the cost, and never more than was held", () => {
    const dear: Cost = { ...COST, amountMinor: 5_950, netMinor: 5_000, vatMinor: 950 };

    expect(nextStep(charging(), ended(), HELD_AT)).toMatchObject({
      claim: { amountMinor: 1_190, netMinor: 1_000, vatMinor: 190 },
    });
    expect(nextStep(charging(), ended({ cost: dear }), HELD_AT)).toMatchObject({
      claim: { amountMinor: 5_000, netMinor: 4_202, vatMinor: 798, costMinor: 5_950 },
    });
  });

  it("takes nothing where no energy flowed, whatever the start fee", () => {
    expect(nextStep(charging(), ended({ energyWh: 0 }), HELD_AT)).toEqual({
      do: "give-up-hold",
      because: "no-energy",
    });
  });

  it("waits for a person with a bill that is a guess, and gives the hold back where nobody judges", () => {
    const { captureBefore = "" } = charging().hold ?? {};
    const guess = ended({ billHeld: true });

    expect(nextStep(charging(), guess, HELD_AT)).toMatchObject({ financeCase: "bill-held" });
    expect(nextStep(charging({ judgedMinor: 700 }), guess, HELD_AT)).toMatchObject({
      claim: { amountMinor: 700 },
    });
    expect(nextStep(charging(), guess, later(captureBefore, -3_600))).toEqual({
      do: "give-up-hold",
      because: "bill-not-judged",
    });
  });

  it("takes nothing in another currency than was held", () => {
    const cost = { ...COST, currency: "TRY" };

    expect(nextStep(charging(), ended({ cost }), HELD_AT)).toEqual({
      do: "give-up-hold",
      because: "currency-differs",
    });
  });
});
