import type { Payment } from "#domain/payments/payment.ts";

const BEGUN_AT = "2026-03-01T10:00:00.000Z";

/** A payment that was captured, with what a test changes of it. */
export function aPayment(changed: Partial<Payment> = {}): Payment {
  return {
    operatorId: "demo-a",
    paymentId: "01KB0000000000000000000001",
    attemptId: "01KB0000000000000000000001",
    subjectId: "aaaaaaaaaaaaaaaaaaaaaaaaaa",
    siteId: "harbour",
    chargerId: "CP-1",
    connectorId: 1,
    state: "captured",
    currency: "EUR",
    holdMinor: 5_000,
    language: "en",
    checkout: { checkoutId: "cs_1", url: "https://pay.example/cs_1" },
    hold: { holdId: "pi_1", heldAt: BEGUN_AT, captureBefore: "2026-03-08T10:00:00.000Z" },
    claim: {
      amountMinor: 1_190,
      netMinor: 1_000,
      vatMinor: 190,
      energyWh: 9_000,
      costMinor: 1_190,
    },
    capturedMinor: 1_190,
    tries: 0,
    createdAt: BEGUN_AT,
    updatedAt: BEGUN_AT,
    version: 5,
    ...changed,
  };
}
