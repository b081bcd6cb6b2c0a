import { GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { Delivery } from "#domain/webhooks/delivery.ts";
import { dynamo, fromItem, refusedConditions, toItem, ttlAfter } from "./client.ts";
import { keys, webhookPartition } from "./keys.ts";
import { type Page, queryPage } from "./list-page.ts";

const KEPT_SECONDS = 30 * 86_400;

type DeliveryName = Pick<Delivery, "operatorId" | "webhookId" | "deliveryId">;

/** What was and is to be sent to webhooks, for 30 days. */
export function deliveryStore(directoryTable: string) {
  const itemOf = (delivery: Delivery) => {
    const { operatorId, webhookId, deliveryId, occurredAt } = delivery;
    const key = keys.webhookDelivery(operatorId, webhookId, deliveryId);
    return toItem({ ...key, ...delivery, ttl: ttlAfter(occurredAt, KEPT_SECONDS) });
  };
  return {
    /** Without effect where the same event is on its way to the same webhook already. */
    async begin(delivery: Delivery): Promise<void> {
      try {
        await dynamo.send(
          new PutItemCommand({
            TableName: directoryTable,
            Item: itemOf(delivery),
            ConditionExpression: "attribute_not_exists(pk)",
          }),
        );
      } catch (error) {
        if (!refusedConditions(error)) throw error;
      }
    },

    async find({ operatorId, webhookId, deliveryId }: DeliveryName): Promise<Delivery | undefined> {
      const { Item } = await dynamo.send(
        new GetItemCommand({
          TableName: directoryTable,
          Key: toItem(keys.webhookDelivery(operatorId, webhookId, deliveryId)),
          ConsistentRead: true,
        }),
      );
      return Item && fromItem<Delivery>(Item);
    },

    /** False where the stored delivery is no longer the one before. */
    async keep(before: Delivery, after: Delivery): Promise<boolean> {
      try {
        await dynamo.send(
          new PutItemCommand({
            TableName: directoryTable,
            Item: itemOf(after),
            ConditionExpression: "#state = :state AND attempts = :attempts AND replays = :replays",
            ExpressionAttributeNames: { "#state": "state" },
            ExpressionAttributeValues: toItem({
              ":state": before.state,
              ":attempts": before.attempts,
              ":replays": before.replays,
            }),
          }),
        );
        return true;
      } catch (error) {
        if (!refusedConditions(error)) throw error;
        return false;
      }
    },

    /** Newest first, between two places in the list if given; places are delivery ids, which begin with a time. */
    async list(
      webhook: Pick<Delivery, "operatorId" | "webhookId">,
      page: {
        readonly limit: number;
        readonly after?: string | undefined;
        readonly from?: string;
        readonly to?: string;
      },
    ): Promise<Page<Delivery>> {
      const { operatorId, webhookId } = webhook;
      const keyOf = (place: string) => keys.webhookDelivery(operatorId, webhookId, place);
      const { items, hasMore } = await queryPage({
        TableName: directoryTable,
        KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :to",
        ExpressionAttributeValues: toItem({
          ":pk": webhookPartition(operatorId, webhookId),
          ":from": keyOf(page.from ?? "").sk,
          ":to": keyOf(page.to ?? "~").sk,
        }),
        ScanIndexForward: false,
        Limit: page.limit,
        ...(page.after !== undefined && { ExclusiveStartKey: toItem(keyOf(page.after)) }),
      });
      const deliveries = items.map((item) => fromItem<Delivery>(item));
      const last = deliveries.at(-1);
      return { items: deliveries, ...(hasMore && last && { after: last.deliveryId }) };
    },
  };
}
