import { GetItemCommand, PutItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import { isWatched, type MessageWatch, type ShownExchange } from "#domain/fleet/message-watch.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { changedBy } from "./change-stamp.ts";
import { dynamo, fromItem, type Item, toItem } from "./client.ts";
import { keys } from "./keys.ts";

/** The watch over a charger's messages, and what it has seen. The caller has found the charger in the same context. */
export function messageWatchStore(tenant: TenantContext, fleetTable: string) {
  const { operatorId } = tenant;
  return {
    async begin(chargerId: string, watch: MessageWatch, now: string): Promise<void> {
      await dynamo.send(
        new PutItemCommand({
          TableName: fleetTable,
          Item: toItem({
            ...keys.messageWatch(operatorId, chargerId),
            operatorId,
            chargerId,
            ...watch,
            ...changedBy(tenant),
            createdAt: now,
            ttl: Math.ceil(Date.parse(watch.until) / 1000),
          }),
        }),
      );
    },

    find: (chargerId: string, now: string) =>
      findMessageWatch(fleetTable, { operatorId, chargerId }, now),

    /** The newest first. */
    async exchanges(chargerId: string, limit: number): Promise<readonly ShownExchange[]> {
      const { pk, sk: prefix } = keys.exchanges(operatorId, chargerId);
      const { Items = [] } = await dynamo.send(
        new QueryCommand({
          TableName: fleetTable,
          KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
          ExpressionAttributeValues: toItem({ ":pk": pk, ":prefix": prefix }),
          ScanIndexForward: false,
          Limit: limit,
        }),
      );
      return Items.map(exchangeOf);
    },
  };
}

/** The watch over a charger that is not over yet. */
export async function findMessageWatch(
  fleetTable: string,
  { operatorId, chargerId }: { readonly operatorId: string; readonly chargerId: string },
  now: string,
): Promise<MessageWatch | undefined> {
  const { Item } = await dynamo.send(
    new GetItemCommand({
      TableName: fleetTable,
      Key: toItem(keys.messageWatch(operatorId, chargerId)),
      ConsistentRead: true,
    }),
  );
  if (!Item) return undefined;
  const { until, salt } = fromItem<MessageWatch>(Item);
  const watch = { until, salt };
  return isWatched(watch, now) ? watch : undefined;
}

function exchangeOf(item: Item): ShownExchange {
  const { request, response, ...facts } = fromItem<
    Omit<ShownExchange, "request" | "response"> & {
      readonly request: string;
      readonly response?: string;
    }
  >(item);
  return {
    ...facts,
    request: JSON.parse(request),
    ...(response !== undefined && { response: JSON.parse(response) }),
  };
}
