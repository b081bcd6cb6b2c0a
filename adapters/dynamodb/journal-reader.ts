import { GetItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import type { StoredHead } from "#domain/audit/append.ts";
import type { ChainName } from "#domain/audit/chain.ts";
import { dynamo, toItem } from "./client.ts";
import { headFrom, pageFrom, type ReadPage } from "./journal-item.ts";
import { journalPartition } from "./journal-keys.ts";
import { keys } from "./keys.ts";

/** The end of a chain; undefined for one that has not begun. */
export async function lastPage(
  auditTable: string,
  { operatorId, table }: ChainName,
): Promise<StoredHead | undefined> {
  const { Items = [] } = await dynamo.send(
    new QueryCommand({
      TableName: auditTable,
      KeyConditionExpression: "pk = :pk",
      ExpressionAttributeValues: toItem({ ":pk": journalPartition(operatorId, table) }),
      ScanIndexForward: false,
      Limit: 1,
      ConsistentRead: true,
    }),
  );
  return Items[0] && headFrom({ operatorId, table }, Items[0]);
}

/** Up to `limit` pages of a chain behind the given one, in order. */
export async function pagesAfter(
  auditTable: string,
  chain: ChainName,
  pageNumber: number,
  limit: number,
): Promise<readonly ReadPage[]> {
  const { pk, sk } = keys.journalPage(chain.operatorId, chain.table, pageNumber);
  const { Items = [] } = await dynamo.send(
    new QueryCommand({
      TableName: auditTable,
      KeyConditionExpression: "pk = :pk AND sk > :sk",
      ExpressionAttributeValues: toItem({ ":pk": pk, ":sk": sk }),
      Limit: limit,
      ConsistentRead: true,
    }),
  );
  return Items.map((item) => pageFrom(chain, item));
}

/** One page by its number; undefined where there is none. */
export async function readPage(
  auditTable: string,
  chain: ChainName,
  pageNumber: number,
): Promise<ReadPage | undefined> {
  const { Item } = await dynamo.send(
    new GetItemCommand({
      TableName: auditTable,
      Key: toItem(keys.journalPage(chain.operatorId, chain.table, pageNumber)),
    }),
  );
  return Item && pageFrom(chain, Item);
}
