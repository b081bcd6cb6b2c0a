import { setTimeout as pause } from "node:timers/promises";
import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  paginateScan,
} from "@aws-sdk/client-dynamodb";
import type { TableDefinition } from "../services.ts";

const PAGE_ITEMS = 1_000;
/** Spreads the reading of a large table, so that the sweep takes no more than a few percent of one core. */
const PAUSE_MS = 250;

async function sweepTable(
  client: DynamoDBClient,
  { tableName, KeySchema }: TableDefinition,
  ttlAttributeName: string,
  nowSeconds: number,
  signal: AbortSignal,
): Promise<number> {
  const keyNames = KeySchema.map(({ AttributeName }) => AttributeName);
  const isExpired = {
    ExpressionAttributeNames: { "#ttl": ttlAttributeName },
    ExpressionAttributeValues: { ":now": { N: String(nowSeconds) } },
  };
  const keyPlaceholders = Object.fromEntries(keyNames.map((name, at) => [`#key${at}`, name]));
  const pages = paginateScan(
    { client, pageSize: PAGE_ITEMS },
    {
      TableName: tableName,
      FilterExpression: "#ttl <= :now",
      ProjectionExpression: Object.keys(keyPlaceholders).join(", "),
      ExpressionAttributeNames: { ...isExpired.ExpressionAttributeNames, ...keyPlaceholders },
      ExpressionAttributeValues: isExpired.ExpressionAttributeValues,
    },
  );
  let deleted = 0;
  for await (const { Items = [], LastEvaluatedKey } of pages) {
    for (const Key of Items) {
      if (signal.aborted) return deleted;
      // Its time may have been extended since it was read.
      const command = new DeleteItemCommand({
        TableName: tableName,
        Key,
        ConditionExpression: "#ttl <= :now",
        ...isExpired,
      });
      deleted += await client.send(command).then(
        () => 1,
        (error: unknown) => {
          if (error instanceof ConditionalCheckFailedException) return 0;
          throw error;
        },
      );
    }
    if (LastEvaluatedKey !== undefined) {
      await pause(PAUSE_MS, undefined, { signal }).catch(() => undefined);
    }
    if (signal.aborted) return deleted;
  }
  return deleted;
}

/** Deletes the items whose time has passed, as DynamoDB's TTL does by itself on AWS. Gives how many. */
export async function sweepExpired(
  client: DynamoDBClient,
  tables: readonly TableDefinition[],
  nowSeconds: number,
  signal: AbortSignal,
): Promise<number> {
  let deleted = 0;
  for (const table of tables) {
    if (table.ttlAttributeName === undefined) continue;
    deleted += await sweepTable(client, table, table.ttlAttributeName, nowSeconds, signal);
  }
  return deleted;
}
