import { describe, expect, it } from "vitest";
import { costOf } from "#domain/charging/cost.ts";
import { aTariff, at } from "./builders.ts";

const HALF_AN_HOUR = { startedAt: at("10:00"), endedAt: at("10:30") };

describe("costOf", () => {
  it("charges every part of a tariff, each rounded by itself", () => {
    const tariff = aTariff({
      startFeeMinor: 50,
      energyMinorPerKwh: 49.9,
      timeMinorPerMinute: 2.5,
      idleMinorPerMinute: 10,
      idleGraceMinutes: 10,
    });

    const cost = costOf({ tariff, energyWh: 12_345, ...HALF_AN_HOUR, idleSeconds: 1000 });

    expect(cost.components).toEqual({
      startFeeMinor: 50,
      energyMinor: 616,
      timeMinor: 75,
      idleMinor: 67,
    });
    expect(cost).toMatchObject({ amountMinor: 808, netMinor: 679, vatMinor: 129, currency: "EUR" });
  });

  it("rounds halves up where floating point would fall below them", () => {
    const tariff = aTariff({ energyMinorPerKwh: 1.005, vatRateBasisPoints: 0 });

    const cost = costOf({ tariff, energyWh: 100_000, ...HALF_AN_HOUR, idleSeconds: 0 });

    expect(cost.amountMinor).toBe(101);
  });

  it("keeps the fourth decimal of a rate", () => {
    const tariff = aTariff({ energyMinorPerKwh: 0.0001, vatRateBasisPoints: 0 });

    const cost = costOf({ tariff, energyWh: 10_000_000, ...HALF_AN_HOUR, idleSeconds: 0 });

    expect(cost.amountMinor).toBe(1);
  });

  it("adds VAT to prices that do not include it", () => {
    const tariff = aTariff({ pricesIncludeVat: false });

    const cost = costOf({ tariff, energyWh: 2000, ...HALF_AN_HOUR, idleSeconds: 0 });

    expect(cost).toMatchObject({ netMinor: 100, vatMinor: 19, amountMinor: 119 });
  });

  it("charges idle time only beyond the grace minutes", () => {
    const tariff = aTariff({ idleMinorPerMinute: 60, idleGraceMinutes: 5 });

    const within = costOf({ tariff, energyWh: 0, ...HALF_AN_HOUR, idleSeconds: 300 });
    const beyond = costOf({ tariff, energyWh: 0, ...HALF_AN_HOUR, idleSeconds: 301 });

    expect([within.amountMinor, beyond.amountMinor]).toEqual([0, 1]);
  });

  it("charges no more idle time than the session lasted", () => {
    const tariff = aTariff({ idleMinorPerMinute: 1 });

    const cost = costOf({ tariff, energyWh: 0, ...HALF_AN_HOUR, idleSeconds: 86_400 });

    expect(cost.components.idleMinor).toBe(30);
  });

  it.each([Number.NaN, -5000, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    "charges nothing for a quantity or a rate of %s",
    (odd) => {
      const oddTariff = aTariff({
        startFeeMinor: odd,
        timeMinorPerMinute: odd,
        idleGraceMinutes: odd,
        vatRateBasisPoints: Math.min(odd, 0),
      });

      const cost = costOf({
        tariff: oddTariff,
        energyWh: odd,
        startedAt: at("10:30"),
        endedAt: at("10:00"),
        idleSeconds: odd,
      });

      expect(cost).toMatchObject({ amountMinor: 0, netMinor: 0, vatMinor: 0 });
    },
  );

  it("charges no time where a time cannot be read", () => {
    const tariff = aTariff({ timeMinorPerMinute: 10 });

    const cost = costOf({
      tariff,
      energyWh: 0,
      startedAt: at("10:00"),
      endedAt: "yesterday",
      idleSeconds: 0,
    });

    expect(cost.amountMinor).toBe(0);
  });
});
