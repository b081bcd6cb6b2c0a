import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { Charger } from "#domain/fleet/charger.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { changedBy } from "./change-stamp.ts";
import type { RegistryTables, TariffBasis } from "./charger-registry.ts";
import { toItem } from "./client.ts";
import { type Key, keys } from "./keys.ts";
import { moveReference } from "./references.ts";
import { type RefusableWrite, versionConflict } from "./refusable.ts";
import { versionedUpdate } from "./versioned-update.ts";

/** The members of the transaction that makes a charger: it, and the counts of what it refers to. */
export function newCharger(
  tenant: TenantContext,
  tables: RegistryTables,
  charger: Charger,
  basis: TariffBasis,
): readonly RefusableWrite[] {
  const { operatorId } = tenant;
  return [
    {
      item: {
        Put: {
          TableName: tables.fleetTable,
          Item: toItem({
            ...keys.charger(operatorId, charger.chargerId),
            ...keys.chargerIndex(operatorId, charger.chargerId),
            ...charger,
            ...changedBy(tenant),
            operatorId,
          }),
          ConditionExpression: "attribute_not_exists(pk)",
        },
      },
      code: "charger.already-exists",
      message: "There is a charger with this id already.",
    },
    joinSite(tenant, tables, basis),
    unchangedOperator(tables, basis),
    ...moveReference(tariffsOf(tenant, tables), undefined, charger.tariffId),
  ];
}

/** The members of the transaction that changes a charger. */
export function changedCharger(
  tenant: TenantContext,
  tables: RegistryTables,
  change: {
    readonly before: Charger;
    readonly after: Charger;
    readonly basis: TariffBasis;
    readonly now: string;
  },
): readonly RefusableWrite[] {
  const { before, after, basis, now } = change;
  const Update = versionedUpdate({
    tableName: tables.fleetTable,
    key: keys.charger(tenant.operatorId, before.chargerId),
    version: before.version,
    fields: {
      siteId: after.siteId,
      name: after.name ?? null,
      tariffId: after.tariffId ?? null,
      tariffInForce: after.tariffInForce ?? null,
    },
    actor: tenant,
    now,
  });
  const isSameSite = before.siteId === after.siteId;
  return [
    versionConflict({ Update }),
    ...(isSameSite
      ? [unchangedSite(tenant, tables, basis)]
      : [joinSite(tenant, tables, basis), leaveSite(tenant, tables, before.siteId)]),
    unchangedOperator(tables, basis),
    ...moveReference(tariffsOf(tenant, tables), before.tariffId, after.tariffId),
  ];
}

/** What else changes when a charger goes. */
export function removedCharger(
  tenant: TenantContext,
  tables: RegistryTables,
  charger: Charger,
): readonly RefusableWrite[] {
  return [
    leaveSite(tenant, tables, charger.siteId),
    ...moveReference(tariffsOf(tenant, tables), charger.tariffId, undefined),
    changedMeanwhile({
      Put: {
        TableName: tables.fleetTable,
        Item: toItem({
          ...keys.formerCharger(tenant.operatorId, charger.chargerId),
          operatorId: tenant.operatorId,
          chargerId: charger.chargerId,
          ...changedBy(tenant),
        }),
      },
    }),
  ];
}

function tariffsOf({ operatorId }: TenantContext, { chargingTable }: RegistryTables) {
  return {
    tableName: chargingTable,
    keyOf: (tariffId: string) => keys.tariff(operatorId, tariffId),
    pointer: "/tariffId",
  };
}

const VERSION_AS_READ = {
  ConditionExpression: "#version = :version",
  ExpressionAttributeNames: { "#version": "version" },
} as const;

function joinSite(
  { operatorId }: TenantContext,
  { fleetTable }: RegistryTables,
  { site }: TariffBasis,
): RefusableWrite {
  return changedMeanwhile({
    Update: {
      TableName: fleetTable,
      Key: toItem(keys.site(operatorId, site.siteId)),
      ...VERSION_AS_READ,
      UpdateExpression: "ADD usedBy :one",
      ExpressionAttributeValues: toItem({ ":version": site.version, ":one": 1 }),
    },
  });
}

function leaveSite(
  { operatorId }: TenantContext,
  { fleetTable }: RegistryTables,
  siteId: string,
): RefusableWrite {
  return changedMeanwhile({
    Update: {
      TableName: fleetTable,
      Key: toItem(keys.site(operatorId, siteId)),
      ConditionExpression: "attribute_exists(pk)",
      UpdateExpression: "ADD usedBy :less",
      ExpressionAttributeValues: toItem({ ":less": -1 }),
    },
  });
}

function unchangedSite(
  { operatorId }: TenantContext,
  { fleetTable }: RegistryTables,
  { site }: TariffBasis,
): RefusableWrite {
  return asRead(fleetTable, keys.site(operatorId, site.siteId), site.version);
}

function unchangedOperator(
  { directoryTable }: RegistryTables,
  { operator }: TariffBasis,
): RefusableWrite {
  return asRead(directoryTable, keys.operator(operator.operatorId), operator.version);
}

function asRead(tableName: string, key: Key, version: number): RefusableWrite {
  return changedMeanwhile({
    ConditionCheck: {
      TableName: tableName,
      Key: toItem(key),
      ...VERSION_AS_READ,
      ExpressionAttributeValues: toItem({ ":version": version }),
    },
  });
}

function changedMeanwhile(item: TransactWriteItem): RefusableWrite {
  return {
    item,
    code: "request.conflict",
    message: "Its site or operator was changed at the same moment; try again.",
  };
}
