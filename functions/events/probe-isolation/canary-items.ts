import { keys } from "#adapters/dynamodb/keys.ts";
import type { Tariff } from "#domain/charging/tariff.ts";
import type { Token } from "#domain/charging/token.ts";
import type { Charger, Site } from "#domain/fleet/charger.ts";
import { CANARY_THINGS } from "#domain/isolation/canaries.ts";
import { DEFAULT_OPERATOR_SETTINGS, type Operator } from "#domain/tenancy/operator.ts";
import { DUTY_SUBJECT } from "#domain/tenancy/tenant-context.ts";

/** An item with its key, for one of the tables. */
export interface CanaryItem {
  readonly table: "DIRECTORY_TABLE" | "FLEET_TABLE" | "CHARGING_TABLE";
  readonly item: object;
}

/** All that a canary is: an operator with a site, a tariff, a card, and a charger that no password lets in. */
export function canaryItems(operatorId: string, requestId: string, now: string): CanaryItem[] {
  const { siteId, chargerId, tokenRef, tariffId } = CANARY_THINGS;
  const born = { operatorId, createdAt: now, updatedAt: now, version: 1 };
  const actor = { changedBy: DUTY_SUBJECT, changeRequestId: requestId };
  const operator: Operator = {
    ...born,
    name: `Canary ${operatorId}`,
    countryCode: "DE",
    currency: "EUR",
    timeZone: "Etc/UTC",
    settings: DEFAULT_OPERATOR_SETTINGS,
    isCanary: true,
  };
  const site: Site = { ...born, siteId, name: "Canary" };
  const charger: Charger = {
    ...born,
    chargerId,
    siteId,
    credential: { salt: "", hashes: [], changedAt: now },
    epoch: 0,
    connectors: {},
  };
  const token: Token = {
    ...born,
    tokenRef,
    subjectId: "canary",
    status: "blocked",
    maxActiveSessions: 1,
    activeSessions: 0,
  };
  const tariff: Tariff = {
    ...born,
    tariffId,
    name: "Canary",
    currency: "EUR",
    startFeeMinor: 0,
    energyMinorPerKwh: 0,
    timeMinorPerMinute: 0,
    idleMinorPerMinute: 0,
    idleGraceMinutes: 0,
    vatRateBasisPoints: 0,
    pricesIncludeVat: true,
  };
  return [
    {
      table: "DIRECTORY_TABLE",
      item: {
        ...keys.operator(operatorId),
        ...keys.operatorIndex(operatorId),
        ...operator,
        ...actor,
      },
    },
    {
      table: "FLEET_TABLE",
      item: { ...keys.site(operatorId, siteId), ...site, usedBy: 1, ...actor },
    },
    {
      table: "FLEET_TABLE",
      item: {
        ...keys.charger(operatorId, chargerId),
        ...keys.chargerIndex(operatorId, chargerId),
        ...charger,
        ...actor,
      },
    },
    { table: "CHARGING_TABLE", item: { ...keys.token(operatorId, tokenRef), ...token, ...actor } },
    {
      table: "CHARGING_TABLE",
      item: { ...keys.tariff(operatorId, tariffId), ...tariff, usedBy: 0, ...actor },
    },
  ];
}
