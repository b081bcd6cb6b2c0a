import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { trialBalances } from "#domain/payments/ledger.ts";
import { netAndVat } from "#domain/payments/net-and-vat.ts";
import {
  capturePosting,
  holdPosting,
  refundPosting,
  releasePosting,
} from "#domain/payments/postings.ts";

const AT = "2026-03-01T10:00:00.000Z";
const payment = (id: number, currency: string) => ({
  operatorId: "demo-a",
  paymentId: `payment-${id}`,
  currency,
});
const aLife = fc.record({
  currency: fc.constantFrom("EUR", "TRY"),
  holdMinor: fc.integer({ min: 1, max: 1_000_000 }),
  takenPercent: fc.integer({ min: 0, max: 100 }),
  vatPercent: fc.integer({ min: 0, max: 100 }),
  refundPercents: fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 3 }),
});

describe("the ledger", () => {
  it("sums to zero after any lives of payments, and no hold is left in it", () => {
    fc.assert(
      fc.property(fc.array(aLife), (lives) => {
        const postings = lives.flatMap((life, id) => {
          const owner = payment(id, life.currency);
          const { holdMinor } = life;
          const amountMinor = Math.floor((holdMinor * life.takenPercent) / 100);
          const vatMinor = Math.floor((amountMinor * life.vatPercent) / 100);
          const gross = { amountMinor, vatMinor, netMinor: amountMinor - vatMinor };
          const claim = { ...gross, energyWh: 1, costMinor: amountMinor };
          const held = holdPosting(owner, holdMinor, AT);
          if (amountMinor === 0) return [held, releasePosting(owner, holdMinor, AT)];
          const refunds = life.refundPercents
            .map((percent) => Math.floor((amountMinor * percent) / 100))
            .filter((minor) => minor > 0)
            .map((minor, index) =>
              refundPosting(owner, { refundId: `r${index}`, amountMinor: minor, claim }, AT),
            );
          return [held, capturePosting(owner, { heldMinor: holdMinor, claim }, AT), ...refunds];
        });

        const balances = trialBalances([...postings, ...postings]);

        expect(balances).toEqual(trialBalances(postings));
        for (const { sumMinor, accounts } of balances) {
          expect(sumMinor).toBe(0);
          expect(accounts["holds-at-psp"]).toBe(0);
          expect(accounts["holds-of-drivers"]).toBe(0);
          expect(accounts["driver-receivable"] ?? 0).toBe(0);
        }
      }),
    );
  });

  it("splits a part as it splits the whole, to the minor unit", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 0, max: 100 }),
        (amountMinor, vatPercent, partPercent) => {
          const vatMinor = Math.floor((amountMinor * vatPercent) / 100);
          const whole = { amountMinor, vatMinor, netMinor: amountMinor - vatMinor };
          const wanted = Math.floor((amountMinor * partPercent) / 100);

          const part = netAndVat(wanted, whole);

          expect(part.netMinor + part.vatMinor).toBe(wanted);
          expect(Math.abs(part.vatMinor - (wanted * vatMinor) / amountMinor)).toBeLessThanOrEqual(
            0.5,
          );
        },
      ),
    );
  });
});
