import { describe, expect, it } from "vitest";
import { chargerId, currency, operatorId, siteId, time, tokenId } from "#contracts/rest/fields.ts";
import { createTariff } from "#contracts/rest/tariffs.ts";

describe("ids", () => {
  const ids = { operatorId, siteId, chargerId, tokenId };
  it.each(
    Object.entries(ids).flatMap(([name, schema]) =>
      ["a#b", "a/b", "a b", "", "a\n", "ü", "x".repeat(49)].map(
        (id) => [name, id, schema] as const,
      ),
    ),
  )("%s is never %j", (_, id, schema) => {
    expect(schema.safeParse(id).success).toBe(false);
  });

  it.each(["platform", "ab", "Demo", "demo-", "-demo", "1demo", "a".repeat(33)])(
    "no operator is called %s",
    (id) => {
      expect(operatorId.safeParse(id).success).toBe(false);
    },
  );

  it("no charger is called by a name that would end the user name of HTTP Basic", () => {
    expect(chargerId.safeParse("CP:1").success).toBe(false);
    expect(chargerId.safeParse("CP*1|x@y+z=_.-").success).toBe(true);
  });
});

describe("values", () => {
  it("are times in UTC with milliseconds", () => {
    expect(time.parse("2026-03-01T01:00:00+02:00")).toBe("2026-02-28T23:00:00.000Z");
    expect(time.safeParse("2026-03-01").success).toBe(false);
  });

  it("are currencies that exist", () => {
    expect(currency.safeParse("EUR").success).toBe(true);
    expect(currency.safeParse("EUX").success).toBe(false);
  });

  it.each([
    [0.0001, true],
    [57.12, true],
    [0.1 + 0.2, false],
    [0.00001, false],
    [-1, false],
  ])("are rates with at most four decimals: %d", (energyMinorPerKwh, isRate) => {
    const tariff = { name: "a", vatRateBasisPoints: 0, energyMinorPerKwh };

    expect(createTariff.body.safeParse(tariff).success).toBe(isRate);
  });
});
