import { GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { MeasuredTariff } from "#domain/charging/change-tariff.ts";
import type { Tariff } from "#domain/charging/tariff.ts";
import { DomainError } from "#domain/errors.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { changedBy } from "./change-stamp.ts";
import { dynamo, fromItem, refusedConditions, toItem } from "./client.ts";
import { keys } from "./keys.ts";
import { type Page, queryPage } from "./list-page.ts";
import { deleteMarked } from "./marked-delete.ts";
import { type RefusableWrite, versionConflict, writeOrRefuse } from "./refusable.ts";
import { type FieldChanges, versionedUpdate } from "./versioned-update.ts";

/** An operator's tariffs. Throws `tariff.not-found`, `tariff.already-exists`, `tariff.in-use` and `version.conflict`. */
export function tariffStore(tenant: TenantContext, chargingTable: string) {
  const { operatorId } = tenant;
  const keyOf = (tariffId: string) => keys.tariff(operatorId, tariffId);
  return {
    async find(tariffId: string): Promise<MeasuredTariff> {
      const { Item } = await dynamo.send(
        new GetItemCommand({
          TableName: chargingTable,
          Key: toItem(keyOf(tariffId)),
          ConsistentRead: true,
        }),
      );
      if (!Item) throw new DomainError("tariff.not-found", "There is no such tariff.");
      return fromItem<MeasuredTariff>(Item);
    },

    async list(limit: number, after?: string): Promise<Page<Tariff>> {
      const { items, hasMore } = await queryPage({
        TableName: chargingTable,
        KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
        ExpressionAttributeValues: toItem({ ":pk": operatorId, ":prefix": keyOf("").sk }),
        Limit: limit,
        ...(after !== undefined && { ExclusiveStartKey: toItem(keyOf(after)) }),
      });
      const tariffs = items.map((item) => fromItem<Tariff>(item));
      const last = tariffs.at(-1);
      return { items: tariffs, ...(hasMore && last && { after: last.tariffId }) };
    },

    async create(tariff: Tariff): Promise<void> {
      try {
        await dynamo.send(
          new PutItemCommand({
            TableName: chargingTable,
            Item: toItem({
              ...keyOf(tariff.tariffId),
              ...tariff,
              ...changedBy(tenant),
              operatorId,
            }),
            ConditionExpression: "attribute_not_exists(pk)",
          }),
        );
      } catch (error) {
        if (!refusedConditions(error)) throw error;
        throw new DomainError("tariff.already-exists", "There is a tariff with this id already.");
      }
    },

    /** `alsoWrite` happens in the same transaction or not at all. */
    async change(
      before: Tariff,
      fields: FieldChanges,
      now: string,
      alsoWrite: readonly RefusableWrite[] = [],
    ): Promise<void> {
      const Update = versionedUpdate({
        tableName: chargingTable,
        key: keyOf(before.tariffId),
        version: before.version,
        fields,
        actor: tenant,
        now,
      });
      await writeOrRefuse([...alsoWrite, versionConflict({ Update })]);
    },

    async remove(before: Tariff, now: string): Promise<void> {
      await deleteMarked({
        tableName: chargingTable,
        key: keyOf(before.tariffId),
        version: before.version,
        actor: tenant,
        now,
        whenReferenced: {
          code: "tariff.in-use",
          message: "A charger, a site or the operator's default still uses this tariff.",
        },
      });
    },
  };
}
