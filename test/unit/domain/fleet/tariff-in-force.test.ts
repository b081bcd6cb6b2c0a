import { describe, expect, it } from "vitest";
import type { Charger, Site } from "#domain/fleet/charger.ts";
import { refreshTariffsInForce } from "#domain/fleet/refresh-tariffs-in-force.ts";
import { tariffInForce } from "#domain/fleet/tariff-in-force.ts";
import { DEFAULT_OPERATOR_SETTINGS } from "#domain/tenancy/operator.ts";
import { aCharger, anOperator } from "#test/support/fleet.ts";

const aSite = (siteId: string, fields: Partial<Site> = {}): Site => ({
  operatorId: "demo-a",
  siteId,
  name: siteId,
  createdAt: "2026-01-01T00:00:00.000Z",
  updatedAt: "2026-01-01T00:00:00.000Z",
  version: 1,
  ...fields,
});

describe("the tariff in force", () => {
  it.each([
    ["own", "site", "default", "own"],
    [undefined, "site", "default", "site"],
    [undefined, undefined, "default", "default"],
    [undefined, undefined, undefined, undefined],
  ])("of %s, %s and %s is %s", (own, site, byDefault, expected) => {
    const resolved = tariffInForce(
      own === undefined ? {} : { tariffId: own },
      site === undefined ? undefined : { tariffId: site },
      byDefault === undefined ? {} : { defaultTariffId: byDefault },
    );

    expect(resolved).toBe(expected);
  });

  it("is written for the chargers whose answer changed, on every page, and for no other", async () => {
    const chargers: readonly (readonly Charger[])[] = [
      [
        aCharger({ chargerId: "by-site", siteId: "s-1" }),
        aCharger({ chargerId: "own", siteId: "s-1", tariffId: "own", tariffInForce: "own" }),
      ],
      [
        aCharger({ chargerId: "by-default", siteId: "s-2", tariffInForce: "old" }),
        aCharger({ chargerId: "unchanged", siteId: "s-2", tariffInForce: "default" }),
      ],
    ];
    const written: [string, string | undefined][] = [];

    await refreshTariffsInForce({
      operator: async () =>
        anOperator({ settings: { ...DEFAULT_OPERATOR_SETTINGS, defaultTariffId: "default" } }),
      sites: async function* () {
        yield* [aSite("s-1", { tariffId: "site" }), aSite("s-2")];
      },
      chargerPages: async function* () {
        yield* chargers;
      },
      setTariffInForce: async ({ chargerId }, tariffId) => {
        written.push([chargerId, tariffId]);
      },
    });

    expect(written).toEqual([
      ["by-site", "site"],
      ["by-default", "default"],
    ]);
  });
});
