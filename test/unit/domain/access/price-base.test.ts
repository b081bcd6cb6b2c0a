import { describe, expect, it } from "vitest";
import { priceBaseOf, pricesOf } from "#domain/access/price-base.ts";
import { changeTariff, type TariffChange } from "#domain/charging/change-tariff.ts";
import { aTariff } from "../charging/builders.ts";
import { at, NOW } from "./builders.ts";

const written = async (change: TariffChange) => {
  const fields: unknown[] = [];
  await changeTariff(change, async (_, stored) => void fields.push(stored));
  return fields[0];
};

describe("what a change of prices is measured against", () => {
  it("is the prices of a day ago, so that small steps count together", () => {
    const priceBase = { prices: pricesOf(aTariff()), since: NOW };
    const raised = { ...aTariff({ energyMinorPerKwh: 60 }), priceBase };

    expect(priceBaseOf(raised, at(86_399))).toBe(priceBase);
    expect(priceBaseOf(raised, at(86_400))).toEqual({
      prices: pricesOf(raised),
      since: at(86_400),
    });
  });

  it("stays when one person changes a little, and moves when two people agreed", async () => {
    const before = { ...aTariff(), operatorId: "demo-a", createdAt: NOW, updatedAt: NOW };
    const changes = { energyMinorPerKwh: 61 };

    const alone = await written({ before, changes, isApproved: false, now: NOW });
    const together = await written({ before, changes, isApproved: true, now: NOW });

    expect(alone).toEqual({ ...changes, priceBase: { prices: pricesOf(before), since: NOW } });
    expect(together).toEqual({
      ...changes,
      priceBase: { prices: { ...pricesOf(before), ...changes }, since: NOW },
    });
  });
});
