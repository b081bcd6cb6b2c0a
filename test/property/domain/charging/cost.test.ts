import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { costOf } from "#domain/charging/cost.ts";
import type { TariffSnapshot } from "#domain/charging/tariff.ts";
import { durationsSeconds, energiesWh, secondsAfterStart, tariffs } from "./arbitraries.ts";

const usages = fc.record({
  tariff: tariffs,
  energyWh: energiesWh,
  durationSeconds: durationsSeconds,
  idleSeconds: durationsSeconds,
});
type Usage = typeof usages extends fc.Arbitrary<infer Value> ? Value : never;

const costFor = ({ durationSeconds, ...usage }: Usage) =>
  costOf({
    ...usage,
    startedAt: secondsAfterStart(0),
    endedAt: secondsAfterStart(durationSeconds),
  });

describe("the cost of any session", () => {
  it("is net and VAT together, and its parts add up to what the prices are", () => {
    fc.assert(
      fc.property(usages, (usage) => {
        const { amountMinor, netMinor, vatMinor, components } = costFor(usage);
        const parts = Object.values(components);

        expect(netMinor + vatMinor).toBe(amountMinor);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(
          usage.tariff.pricesIncludeVat ? amountMinor : netMinor,
        );
        for (const amount of [amountMinor, netMinor, vatMinor, ...parts]) {
          expect(Number.isSafeInteger(amount) && amount >= 0).toBe(true);
        }
      }),
    );
  });

  it("never falls when energy, time or idle time grows", () => {
    fc.assert(
      fc.property(usages, energiesWh, durationsSeconds, durationsSeconds, (usage, ...more) => {
        const [moreWh, longer, moreIdle] = more;
        const grown = {
          ...usage,
          energyWh: usage.energyWh + moreWh,
          durationSeconds: usage.durationSeconds + longer,
          idleSeconds: usage.idleSeconds + moreIdle,
        };

        const [less, greater] = [costFor(usage), costFor(grown)];

        expect(greater.amountMinor).toBeGreaterThanOrEqual(less.amountMinor);
        expect(greater.netMinor).toBeGreaterThanOrEqual(less.netMinor);
        expect(greater.vatMinor).toBeGreaterThanOrEqual(less.vatMinor);
      }),
    );
  });

  it("has each part within half a minor unit of exact arithmetic, halves up", () => {
    fc.assert(
      fc.property(usages, (usage) => {
        const { components } = costFor(usage);

        for (const [part, { numerator, denominator }] of exactParts(usage)) {
          const error = BigInt(components[part]) * denominator - numerator;
          expect(-denominator < 2n * error && 2n * error <= denominator).toBe(true);
        }
      }),
    );
  });

  it("has VAT within half a minor unit of exact arithmetic, halves up", () => {
    fc.assert(
      fc.property(usages, (usage) => {
        const { vatRateBasisPoints, pricesIncludeVat } = usage.tariff;
        const { amountMinor, netMinor, vatMinor } = costFor(usage);
        const base = BigInt(pricesIncludeVat ? 10_000 + vatRateBasisPoints : 10_000);
        const taxed = BigInt(pricesIncludeVat ? amountMinor : netMinor);

        const error = BigInt(vatMinor) * base - taxed * BigInt(vatRateBasisPoints);

        expect(-base < 2n * error && 2n * error <= base).toBe(true);
      }),
    );
  });

  it("is never negative and always adds up, whatever the numbers", () => {
    const anything = fc.double();
    const odd = fc.record({
      rates: fc.tuple(anything, anything, anything, anything, anything, anything),
      pricesIncludeVat: fc.boolean(),
      quantities: fc.tuple(anything, anything),
      times: fc.tuple(fc.string(), durationsSeconds.map(secondsAfterStart)),
    });

    fc.assert(
      fc.property(tariffs, odd, (tariff, { rates, pricesIncludeVat, quantities, times }) => {
        const cost = costOf({
          tariff: withRates(tariff, rates, pricesIncludeVat),
          energyWh: quantities[0],
          startedAt: times[0],
          endedAt: times[1],
          idleSeconds: quantities[1],
        });

        for (const amount of [cost.netMinor, cost.vatMinor, ...Object.values(cost.components)]) {
          expect(Number.isSafeInteger(amount) && amount >= 0).toBe(true);
        }
        expect(cost.netMinor + cost.vatMinor).toBe(cost.amountMinor);
      }),
    );
  });
});

/** Each part as a fraction, from the rates' ten-thousandths. */
function exactParts({ tariff, energyWh, durationSeconds, idleSeconds }: Usage) {
  const billedIdle = Math.max(
    0,
    Math.min(idleSeconds, durationSeconds) - tariff.idleGraceMinutes * 60,
  );
  const part = (rate: number, quantity: number, per: number) => ({
    numerator: BigInt(rate.toFixed(4).replace(".", "")) * BigInt(quantity),
    denominator: 10_000n * BigInt(per),
  });
  return [
    ["startFeeMinor", part(tariff.startFeeMinor, 1, 1)],
    ["energyMinor", part(tariff.energyMinorPerKwh, energyWh, 1000)],
    ["timeMinor", part(tariff.timeMinorPerMinute, durationSeconds, 60)],
    ["idleMinor", part(tariff.idleMinorPerMinute, billedIdle, 60)],
  ] as const;
}

function withRates(
  tariff: TariffSnapshot,
  rates: readonly [number, number, number, number, number, number],
  pricesIncludeVat: boolean,
): TariffSnapshot {
  const [startFeeMinor, energyMinorPerKwh, timeMinorPerMinute, idleMinorPerMinute] = rates;
  return {
    ...tariff,
    startFeeMinor,
    energyMinorPerKwh,
    timeMinorPerMinute,
    idleMinorPerMinute,
    idleGraceMinutes: rates[4],
    vatRateBasisPoints: rates[5],
    pricesIncludeVat,
  };
}
