import { GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { DomainError } from "#domain/errors.ts";
import type { Operator, OperatorSettings } from "#domain/tenancy/operator.ts";
import type { PlatformContext, TenantContext } from "#domain/tenancy/tenant-context.ts";
import { changedBy } from "./change-stamp.ts";
import { dynamo, fromItem, refusedConditions, toItem } from "./client.ts";
import { keys } from "./keys.ts";
import { type Page, queryPage, readIndexed } from "./list-page.ts";
import { moveReference } from "./references.ts";
import { versionConflict, writeOrRefuse } from "./refusable.ts";
import { type FieldChanges, versionedUpdate } from "./versioned-update.ts";

/** All operators, for a SystemAdmin. Throws `operator.already-exists`. */
export function operatorDirectory(platform: PlatformContext, directoryTable: string) {
  return {
    async list(limit: number, after?: string): Promise<Page<Operator>> {
      const { gsi1pk, gsi1sk } = keys.operatorIndex("");
      const { items: entries, hasMore } = await queryPage({
        TableName: directoryTable,
        IndexName: "gsi1",
        KeyConditionExpression: "gsi1pk = :pk AND begins_with(gsi1sk, :prefix)",
        ExpressionAttributeValues: toItem({ ":pk": gsi1pk, ":prefix": gsi1sk }),
        Limit: limit,
        ...(after !== undefined && {
          ExclusiveStartKey: toItem({ ...keys.operator(after), ...keys.operatorIndex(after) }),
        }),
      });
      const items = await readIndexed(directoryTable, entries);
      const last = entries.at(-1)?.["pk"]?.S;
      return {
        items: items.map((item) => fromItem<Operator>(item)),
        ...(hasMore && last !== undefined && { after: last }),
      };
    },

    async create(operator: Operator): Promise<void> {
      try {
        await dynamo.send(
          new PutItemCommand({
            TableName: directoryTable,
            Item: toItem({
              ...keys.operator(operator.operatorId),
              ...keys.operatorIndex(operator.operatorId),
              ...operator,
              ...changedBy(platform),
            }),
            ConditionExpression: "attribute_not_exists(pk)",
          }),
        );
      } catch (error) {
        if (!refusedConditions(error)) throw error;
        throw new DomainError(
          "operator.already-exists",
          "There is an operator with this id already.",
        );
      }
    },
  };
}

/** The operator that one acts in. Throws `operator.not-found` and `version.conflict`. */
export function ownOperator(
  tenant: TenantContext,
  tables: { readonly directoryTable: string; readonly chargingTable: string },
) {
  const { operatorId } = tenant;
  const { directoryTable, chargingTable } = tables;
  const tariffs = {
    tableName: chargingTable,
    keyOf: (tariffId: string) => keys.tariff(operatorId, tariffId),
    pointer: "/settings/defaultTariffId",
  };
  return {
    async find(): Promise<Operator> {
      const { Item } = await dynamo.send(
        new GetItemCommand({
          TableName: directoryTable,
          Key: toItem(keys.operator(operatorId)),
          ConsistentRead: true,
        }),
      );
      if (!Item || Item["offboardedAt"]) {
        throw new DomainError("operator.not-found", "There is no such operator.");
      }
      return fromItem<Operator>(Item);
    },

    async change(
      before: Operator,
      fields: FieldChanges & { readonly settings: OperatorSettings },
      now: string,
    ): Promise<void> {
      const Update = versionedUpdate({
        tableName: directoryTable,
        key: keys.operator(operatorId),
        version: before.version,
        fields,
        actor: tenant,
        now,
      });
      const { defaultTariffId } = before.settings;
      await writeOrRefuse([
        versionConflict({ Update }),
        ...moveReference(tariffs, defaultTariffId, fields.settings.defaultTariffId),
      ]);
    },
  };
}
