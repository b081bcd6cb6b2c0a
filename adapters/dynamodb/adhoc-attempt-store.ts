import { GetItemCommand, type TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { AdHocAttempt } from "#domain/adhoc/attempt.ts";
import { type Actor, changedBy, unstamped } from "./change-stamp.ts";
import { dynamo, fromItem, toItem, ttlAfter } from "./client.ts";
import { keys } from "./keys.ts";
import { type Page, queryPage } from "./list-page.ts";

const KEPT_SECONDS = 400 * 86_400;

/** One attempt of an operator; undefined where there is none. */
export async function findAttempt(
  chargingTable: string,
  operatorId: string,
  attemptId: string,
): Promise<AdHocAttempt | undefined> {
  const { Item } = await dynamo.send(
    new GetItemCommand({
      TableName: chargingTable,
      Key: toItem(keys.adhocAttempt(operatorId, attemptId)),
      ConsistentRead: true,
    }),
  );
  return Item && (unstamped(fromItem<AdHocAttempt>(Item)) as AdHocAttempt);
}

/** An operator's attempts, the newest first. */
export async function listAttempts(
  chargingTable: string,
  operatorId: string,
  limit: number,
  after?: string,
): Promise<Page<AdHocAttempt>> {
  const { items, hasMore } = await queryPage({
    TableName: chargingTable,
    KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
    ExpressionAttributeValues: toItem({
      ":pk": operatorId,
      ":prefix": keys.adhocAttempt(operatorId, "").sk,
    }),
    ScanIndexForward: false,
    Limit: limit,
    ...(after !== undefined && {
      ExclusiveStartKey: toItem(keys.adhocAttempt(operatorId, after)),
    }),
  });
  const attempts = items.map((item) => unstamped(fromItem<AdHocAttempt>(item)) as AdHocAttempt);
  const last = attempts.at(-1);
  return { items: attempts, ...(hasMore && last && { after: last.attemptId }) };
}

/** The writing of an attempt in place of what was read, or of a new one; refused where somebody else was faster. */
export function putAttempt(
  chargingTable: string,
  { before, after }: { readonly before?: AdHocAttempt; readonly after: AdHocAttempt },
  actor: Actor,
): TransactWriteItem {
  const { operatorId, attemptId, requestedAt } = after;
  return {
    Put: {
      TableName: chargingTable,
      Item: toItem({
        ...keys.adhocAttempt(operatorId, attemptId),
        ...after,
        ...changedBy(actor),
        ttl: ttlAfter(requestedAt, KEPT_SECONDS),
      }),
      ...(before
        ? {
            ConditionExpression: "#version = :read",
            ExpressionAttributeNames: { "#version": "version" },
            ExpressionAttributeValues: toItem({ ":read": before.version }),
          }
        : { ConditionExpression: "attribute_not_exists(pk)" }),
    },
  };
}
