import { describe, expect, it } from "vitest";
import { demoItems, type SeedItem } from "#local/seed/demo-items.ts";
import { DEMO_OPERATORS } from "#local/seed/demo-operators.ts";
import { plainSealerOf } from "#test/support/plain-sealer.ts";

const NOW = "2026-11-20T12:00:00.000Z";
const CREDENTIAL = { salt: "c2FsdA==", hashes: ["aGFzaA=="], changedAt: NOW };

const PRIVACY = {
  sealerOf: plainSealerOf,
  indexOf: async (_operatorId: string, kind: string, value: string) => `${kind}-of-${value}`,
  sealSecret: async () => "sealed",
};

function itemsOf(index: number): Promise<readonly SeedItem[]> {
  const operator = DEMO_OPERATORS[index];
  if (operator === undefined) throw new Error("There is no such operator.");
  const chargerIds = operator.sites.flatMap(({ chargers }) =>
    chargers.map(({ chargerId }) => chargerId),
  );
  const credentials = new Map(chargerIds.map((id) => [id, CREDENTIAL]));
  return demoItems(operator, credentials, PRIVACY, NOW);
}

const ofKind = (items: readonly SeedItem[], prefix: string) =>
  items
    .map(({ item }) => item)
    .filter((item) => String(Reflect.get(item, "sk")).startsWith(prefix));

describe.each(DEMO_OPERATORS.map(({ operatorId }, index) => [operatorId, index] as const))(
  "the demo data of %s",
  (operatorId, index) => {
    it("belongs to that operator's partitions alone", async () => {
      const partitions = (await itemsOf(index)).map(({ item }) => String(Reflect.get(item, "pk")));

      expect(partitions.every((pk) => pk === operatorId || pk.startsWith(`${operatorId}#`))).toBe(
        true,
      );
      expect(partitions.length).toBeGreaterThan(10);
    });

    it("counts on each site how many chargers it has", async () => {
      const items = await itemsOf(index);
      const chargers = ofKind(items, "CHARGER");

      const counts = ofKind(items, "SITE#").map((site) => ({
        counted: Reflect.get(site, "usedBy"),
        real: chargers.filter(
          (charger) => Reflect.get(charger, "siteId") === Reflect.get(site, "siteId"),
        ).length,
      }));

      expect(counts).toHaveLength(2);
      for (const { counted, real } of counts) expect(counted).toBe(real);
    });

    it("puts the operator's tariff in force at each charger", async () => {
      const items = await itemsOf(index);

      const [operator] = ofKind(items, "OPERATOR");
      const tariffIds = ofKind(items, "CHARGER").map((one) => Reflect.get(one, "tariffInForce"));

      expect(operator).toMatchObject({ settings: { defaultTariffId: "standard" } });
      expect(new Set(tariffIds)).toEqual(new Set(["standard"]));
      expect(ofKind(items, "TARIFF#standard")).toHaveLength(1);
    });

    it("has a blocked and an expired card among the good ones", async () => {
      const tokens = ofKind(await itemsOf(index), "TOKEN#");

      expect(tokens).toHaveLength(5);
      expect(tokens.filter((token) => Reflect.get(token, "status") === "blocked")).toHaveLength(1);
      expect(
        tokens.filter((token) => String(Reflect.get(token, "expiresAt") ?? "~") < NOW),
      ).toHaveLength(1);
    });
  },
);
