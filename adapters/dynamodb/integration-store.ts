import { GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { DomainError } from "#domain/errors.ts";
import type { Integration } from "#domain/integrations/integration.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { changedBy } from "./change-stamp.ts";
import { dynamo, fromItem, refusedConditions, toItem } from "./client.ts";
import { keys } from "./keys.ts";
import { type Page, queryPage } from "./list-page.ts";
import { deleteMarked } from "./marked-delete.ts";
import { type RefusableWrite, versionConflict, writeOrRefuse } from "./refusable.ts";
import { type FieldChanges, versionedUpdate } from "./versioned-update.ts";

/** An operator's integrations. Throws `integration.not-found`, `integration.already-exists` and `version.conflict`. */
export function integrationStore(tenant: TenantContext, directoryTable: string) {
  const { operatorId } = tenant;
  const keyOf = (integrationId: string) => keys.integration(operatorId, integrationId);
  const list = async (limit: number, after?: string): Promise<Page<Integration>> => {
    const { items, hasMore } = await queryPage({
      TableName: directoryTable,
      KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
      ExpressionAttributeValues: toItem({ ":pk": operatorId, ":prefix": keyOf("").sk }),
      Limit: limit,
      ...(after !== undefined && { ExclusiveStartKey: toItem(keyOf(after)) }),
    });
    const integrations = items.map((item) => fromItem<Integration>(item));
    const last = integrations.at(-1);
    return { items: integrations, ...(hasMore && last && { after: last.integrationId }) };
  };
  return {
    list,

    async all(): Promise<readonly Integration[]> {
      const integrations: Integration[] = [];
      let after: string | undefined;
      do {
        const page = await list(100, after);
        integrations.push(...page.items);
        after = page.after;
      } while (after !== undefined);
      return integrations;
    },

    async find(integrationId: string): Promise<Integration> {
      const { Item } = await dynamo.send(
        new GetItemCommand({
          TableName: directoryTable,
          Key: toItem(keyOf(integrationId)),
          ConsistentRead: true,
        }),
      );
      if (!Item) throw new DomainError("integration.not-found", "There is no such integration.");
      return fromItem<Integration>(Item);
    },

    async create(integration: Integration): Promise<void> {
      try {
        await dynamo.send(
          new PutItemCommand({
            TableName: directoryTable,
            Item: toItem({
              ...keyOf(integration.integrationId),
              ...integration,
              ...changedBy(tenant),
              operatorId,
            }),
            ConditionExpression: "attribute_not_exists(pk)",
          }),
        );
      } catch (error) {
        if (!refusedConditions(error)) throw error;
        throw new DomainError(
          "integration.already-exists",
          "There is an integration with this id already.",
        );
      }
    },

    /** `alsoWrite` happens in the same transaction or not at all. */
    async change(
      before: Integration,
      fields: FieldChanges,
      now: string,
      alsoWrite: readonly RefusableWrite[] = [],
    ): Promise<void> {
      const Update = versionedUpdate({
        tableName: directoryTable,
        key: keyOf(before.integrationId),
        version: before.version,
        fields,
        actor: tenant,
        now,
      });
      await writeOrRefuse([...alsoWrite, versionConflict({ Update })]);
    },

    async remove(before: Integration, now: string): Promise<void> {
      await deleteMarked({
        tableName: directoryTable,
        key: keyOf(before.integrationId),
        version: before.version,
        actor: tenant,
        now,
      });
    },
  };
}
