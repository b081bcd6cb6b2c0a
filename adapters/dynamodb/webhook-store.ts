import { GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { DomainError } from "#domain/errors.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import type { Webhook } from "#domain/webhooks/webhook.ts";
import { changedBy } from "./change-stamp.ts";
import { dynamo, fromItem, toItem } from "./client.ts";
import { keys } from "./keys.ts";
import { queryPage } from "./list-page.ts";
import { deleteMarked } from "./marked-delete.ts";
import { versionConflict, writeOrRefuse } from "./refusable.ts";
import { type FieldChanges, versionedUpdate } from "./versioned-update.ts";

/** So few that all of them are one read. */
const MOST = 20;

/** An operator's webhooks. Throws `webhook.not-found`, `webhook.too-many` and `version.conflict`. */
export function webhookStore(tenant: TenantContext, directoryTable: string) {
  const { operatorId } = tenant;
  const keyOf = (webhookId: string) => keys.webhook(operatorId, webhookId);
  return {
    all: () => webhooksOf(directoryTable, operatorId),

    async find(webhookId: string): Promise<Webhook> {
      const webhook = await readWebhook(directoryTable, operatorId, webhookId);
      if (webhook) return webhook;
      throw new DomainError("webhook.not-found", "There is no such webhook.");
    },

    async create(webhook: Webhook): Promise<void> {
      const others = await webhooksOf(directoryTable, operatorId);
      if (others.length >= MOST) {
        throw new DomainError("webhook.too-many", `An operator may have ${MOST} webhooks.`);
      }
      await dynamo.send(
        new PutItemCommand({
          TableName: directoryTable,
          Item: toItem({
            ...keyOf(webhook.webhookId),
            ...webhook,
            ...changedBy(tenant),
            operatorId,
          }),
          ConditionExpression: "attribute_not_exists(pk)",
        }),
      );
    },

    async change(before: Webhook, fields: FieldChanges, now: string): Promise<void> {
      const Update = versionedUpdate({
        tableName: directoryTable,
        key: keyOf(before.webhookId),
        version: before.version,
        fields,
        actor: tenant,
        now,
      });
      await writeOrRefuse([versionConflict({ Update })]);
    },

    async remove(before: Webhook, now: string): Promise<void> {
      await deleteMarked({
        tableName: directoryTable,
        key: keyOf(before.webhookId),
        version: before.version,
        actor: tenant,
        now,
      });
    },
  };
}

/** The webhooks of an operator, switched off ones too. */
export async function webhooksOf(
  directoryTable: string,
  operatorId: string,
): Promise<readonly Webhook[]> {
  const { items } = await queryPage({
    TableName: directoryTable,
    KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
    ExpressionAttributeValues: toItem({
      ":pk": operatorId,
      ":prefix": keys.webhook(operatorId, "").sk,
    }),
    // A few more than there may be: two that were made at the same moment both count.
    Limit: 2 * MOST,
  });
  return items.map((item) => fromItem<Webhook>(item));
}

/** A webhook by its key; undefined where there is none. */
export async function readWebhook(
  directoryTable: string,
  operatorId: string,
  webhookId: string,
): Promise<Webhook | undefined> {
  const { Item } = await dynamo.send(
    new GetItemCommand({
      TableName: directoryTable,
      Key: toItem(keys.webhook(operatorId, webhookId)),
      ConsistentRead: true,
    }),
  );
  return Item && fromItem<Webhook>(Item);
}
