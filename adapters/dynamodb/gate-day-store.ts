import type { TransactWriteItem, UpdateItemCommandInput } from "@aws-sdk/client-dynamodb";
import type { AdHocAttempt } from "#domain/adhoc/attempt.ts";
import { type GateDay, gateCountsOf, siteAndDayOf } from "#domain/adhoc/gate-statistics.ts";
import { fromItem, toItem, ttlAfter } from "./client.ts";
import { keys } from "./keys.ts";
import { type Page, queryPage } from "./list-page.ts";

const KEPT_SECONDS = 400 * 86_400;

type Update = Required<Pick<UpdateItemCommandInput, "TableName" | "Key" | "UpdateExpression">> &
  UpdateItemCommandInput;

/** The counting of some things on a site's day. */
function countOn(
  chargingTable: string,
  operatorId: string,
  { day, siteId }: { readonly day: string; readonly siteId: string },
  counted: readonly string[],
): Update {
  const add = counted.map((_, index) => `#c${index} :one`).join(", ");
  return {
    TableName: chargingTable,
    Key: toItem(keys.gateDay(operatorId, day, siteId)),
    UpdateExpression: `SET operatorId = :op, #day = :day, siteId = :site, #ttl = :ttl ADD ${add}`,
    ExpressionAttributeNames: {
      "#day": "day",
      "#ttl": "ttl",
      ...Object.fromEntries(counted.map((name, index) => [`#c${index}`, name])),
    },
    ExpressionAttributeValues: toItem({
      ":one": 1,
      ":op": operatorId,
      ":day": day,
      ":site": siteId,
      ":ttl": ttlAfter(`${day}T00:00:00.000Z`, KEPT_SECONDS),
    }),
  };
}

/** Counts a verdict on its site's day, in the transaction that stores the verdict. */
export function countVerdict(chargingTable: string, attempt: AdHocAttempt): TransactWriteItem {
  const counted = gateCountsOf(attempt);
  return { Update: countOn(chargingTable, attempt.operatorId, siteAndDayOf(attempt), counted) };
}

/** Counts that a driver says they are no robot. */
export function countAppeal(chargingTable: string, attempt: AdHocAttempt): TransactWriteItem {
  const day = siteAndDayOf(attempt);
  return { Update: countOn(chargingTable, attempt.operatorId, day, ["appeals"]) };
}

/** The counts of an operator's days, oldest first, from one day on. */
export async function listGateDays(
  chargingTable: string,
  operatorId: string,
  { from, after }: { readonly from: string; readonly after?: string | undefined },
): Promise<Page<GateDay>> {
  const { items, hasMore } = await queryPage({
    TableName: chargingTable,
    KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :to",
    ExpressionAttributeValues: toItem({
      ":pk": operatorId,
      ":from": after ?? keys.gateDay(operatorId, from, "").sk,
      ":to": keys.gateDay(operatorId, "9999", "").sk,
    }),
    ...(after !== undefined && { ExclusiveStartKey: toItem({ pk: operatorId, sk: after }) }),
    Limit: 500,
  });
  const last = items.at(-1)?.["sk"]?.S;
  return {
    items: items.map((item) => fromItem<GateDay>(item)),
    ...(hasMore && last !== undefined && { after: last }),
  };
}
