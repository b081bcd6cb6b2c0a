import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { Charger, ChargerCredential, Site } from "#domain/fleet/charger.ts";
import type { Operator } from "#domain/tenancy/operator.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { chargerPages } from "./charger-pages.ts";
import { changedCharger, newCharger, removedCharger } from "./charger-writes.ts";
import { dynamo, refusedConditions, toItem } from "./client.ts";
import { findCharger } from "./find-charger.ts";
import { keys } from "./keys.ts";
import { filledPage } from "./list-page.ts";
import { deleteMarked } from "./marked-delete.ts";
import { type RefusableWrite, versionConflict, writeOrRefuse } from "./refusable.ts";
import { versionedUpdate } from "./versioned-update.ts";

export interface RegistryTables {
  readonly directoryTable: string;
  readonly fleetTable: string;
  readonly chargingTable: string;
}

/** What a charger's tariff in force was resolved from; the write is refused if it changed meanwhile. */
export interface TariffBasis {
  readonly site: Site;
  readonly operator: Operator;
}

/** An operator's chargers on the sites of the caller, as people keep them. Throws `charger.not-found`, `charger.already-exists`, `version.conflict`. */
export function chargerRegistry(tenant: TenantContext, tables: RegistryTables) {
  const { operatorId } = tenant;
  const { fleetTable } = tables;

  const { page, pages } = chargerPages(tenant, fleetTable);

  return {
    /** A page may be short though there are more, where few of many chargers stand on the caller's sites. */
    list: (limit: number, after?: string) => filledPage(page, limit, after),

    pages,

    find: (chargerId: string) => findCharger(tenant, fleetTable, chargerId),

    async create(
      charger: Charger,
      basis: TariffBasis,
      alsoWrite: readonly RefusableWrite[] = [],
    ): Promise<void> {
      await writeOrRefuse([...newCharger(tenant, tables, charger, basis), ...alsoWrite]);
    },

    /** `before` with some fields changed is `after`; a change of site or tariff needs the basis of the new tariff in force. */
    async change(before: Charger, after: Charger, basis: TariffBasis, now: string): Promise<void> {
      await writeOrRefuse(changedCharger(tenant, tables, { before, after, basis, now }));
    },

    async changeCredential(
      before: Charger,
      credential: ChargerCredential,
      now: string,
    ): Promise<void> {
      const Update = versionedUpdate({
        tableName: fleetTable,
        key: keys.charger(operatorId, before.chargerId),
        version: before.version,
        // A change that was under way must not bring another password back.
        fields: { credential, nextCredential: null, passwordChange: null },
        actor: tenant,
        now,
      });
      await writeOrRefuse([versionConflict({ Update })]);
    },

    async remove(before: Charger, now: string): Promise<void> {
      await deleteMarked({
        tableName: fleetTable,
        key: keys.charger(operatorId, before.chargerId),
        version: before.version,
        actor: tenant,
        now,
        alsoWrite: removedCharger(tenant, tables, before),
      });
    },

    /** Stores a newly resolved tariff, unless the charger's own choice or site changed since it was read. */
    async setTariffInForce(charger: Charger, tariffId: string | undefined): Promise<void> {
      const ownChoice =
        charger.tariffId === undefined ? "attribute_not_exists(tariffId)" : "tariffId = :own";
      try {
        await dynamo.send(
          new UpdateItemCommand({
            TableName: fleetTable,
            Key: toItem(keys.charger(operatorId, charger.chargerId)),
            ConditionExpression: `siteId = :siteId AND ${ownChoice}`,
            UpdateExpression:
              tariffId === undefined ? "REMOVE tariffInForce" : "SET tariffInForce = :tariffId",
            ExpressionAttributeValues: toItem({
              ":siteId": charger.siteId,
              ":own": charger.tariffId,
              ":tariffId": tariffId,
            }),
          }),
        );
      } catch (error) {
        if (!refusedConditions(error)) throw error;
      }
    },
  };
}
