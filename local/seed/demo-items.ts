import { keys } from "#adapters/dynamodb/keys.ts";
import { tokenItem } from "#adapters/dynamodb/token-item.ts";
import { newSubjectId } from "#adapters/kms/subject-id.ts";
import type { Tariff } from "#domain/charging/tariff.ts";
import type { Token, TokenName } from "#domain/charging/token.ts";
import type { Charger, ChargerCredential, Site } from "#domain/fleet/charger.ts";
import { DEFAULT_OPERATOR_SETTINGS, type Operator } from "#domain/tenancy/operator.ts";
import { DEMO_DRIVER, DEMO_TAGS, type DemoOperator } from "./demo-operators.ts";
import type { Privacy } from "./privacy.ts";

/** An item with its key, for one of the tables. */
export interface SeedItem {
  readonly table: "DIRECTORY_TABLE" | "FLEET_TABLE" | "CHARGING_TABLE" | "PEOPLE_TABLE";
  readonly item: object;
}

/** Who the items say made them. */
export const SEED_ACTOR = { changedBy: "seed", changeRequestId: "seed" } as const;

const DAY_MS = 86_400_000;

type Born = { readonly createdAt: string; readonly updatedAt: string; readonly version: number };

function operatorItem(demo: DemoOperator, born: Born): SeedItem {
  const { operatorId, name, countryCode, currency, timeZone, tariff } = demo;
  const settings = { ...DEFAULT_OPERATOR_SETTINGS, defaultTariffId: tariff.tariffId };
  const operator: Operator = {
    operatorId,
    name,
    countryCode,
    currency,
    timeZone,
    settings,
    ...born,
  };
  const index = keys.operatorIndex(operatorId);
  return {
    table: "DIRECTORY_TABLE",
    item: { ...keys.operator(operatorId), ...index, ...operator, ...SEED_ACTOR },
  };
}

function tariffItem({ operatorId, currency, tariff: prices }: DemoOperator, born: Born): SeedItem {
  const tariff: Tariff = { operatorId, currency, ...prices, pricesIncludeVat: true, ...born };
  return {
    table: "CHARGING_TABLE",
    // Its one reference is the operator's choice of a default.
    item: { ...keys.tariff(operatorId, tariff.tariffId), ...tariff, usedBy: 1, ...SEED_ACTOR },
  };
}

function siteItems({ operatorId, sites }: DemoOperator, born: Born): readonly SeedItem[] {
  return sites.map(({ siteId, name, address, chargers }) => {
    const site: Site = { operatorId, siteId, name, address, ...born };
    return {
      table: "FLEET_TABLE",
      item: { ...keys.site(operatorId, siteId), ...site, usedBy: chargers.length, ...SEED_ACTOR },
    };
  });
}

function chargerItems(
  { operatorId, sites, tariff }: DemoOperator,
  credentials: ReadonlyMap<string, ChargerCredential>,
  born: Born,
): readonly SeedItem[] {
  return sites.flatMap(({ siteId, chargers }) =>
    chargers.flatMap(({ chargerId, name }): SeedItem[] => {
      const credential = credentials.get(chargerId);
      if (credential === undefined) return [];
      const charger: Charger = {
        operatorId,
        chargerId,
        siteId,
        name,
        tariffInForce: tariff.tariffId,
        credential,
        epoch: 0,
        connectors: {},
        ...born,
      };
      const index = keys.chargerIndex(operatorId, chargerId);
      const key = keys.charger(operatorId, chargerId);
      return [{ table: "FLEET_TABLE", item: { ...key, ...index, ...charger, ...SEED_ACTOR } }];
    }),
  );
}

function tokenItems(
  { operatorId }: DemoOperator,
  born: Born,
  { sealerOf, indexOf }: Privacy,
): readonly Promise<SeedItem>[] {
  const yesterday = new Date(Date.parse(born.createdAt) - DAY_MS).toISOString();
  return DEMO_TAGS.map(async ({ tokenId, status, ...rest }): Promise<SeedItem> => {
    const token: Token & TokenName = {
      operatorId,
      tokenRef: await indexOf(operatorId, "token", tokenId),
      subjectId: newSubjectId(),
      tokenId,
      status,
      ...("isExpired" in rest && { expiresAt: yesterday }),
      maxActiveSessions: 1,
      activeSessions: 0,
      label: "Demo card",
      ...born,
    };
    const item = await tokenItem(sealerOf({ operatorId }), token);
    const owner = tokenId === DEMO_DRIVER.tokenId && { driverId: DEMO_DRIVER.driverId };
    return { table: "CHARGING_TABLE", item: { ...item, ...owner, ...SEED_ACTOR } };
  });
}

/** Everything that a demo operator owns, as the tables hold it; chargers without a credential are left out. */
export async function demoItems(
  operator: DemoOperator,
  credentials: ReadonlyMap<string, ChargerCredential>,
  privacy: Privacy,
  now: string,
): Promise<readonly SeedItem[]> {
  const born: Born = { createdAt: now, updatedAt: now, version: 1 };
  return [
    operatorItem(operator, born),
    tariffItem(operator, born),
    ...siteItems(operator, born),
    ...chargerItems(operator, credentials, born),
    ...(await Promise.all(tokenItems(operator, born, privacy))),
  ];
}
