import { BatchGetItemCommand, paginateQuery } from "@aws-sdk/client-dynamodb";
import type { Operator } from "#domain/tenancy/operator.ts";
import { dynamo, fromItem, ownDynamo, toItem } from "./client.ts";
import { keys } from "./keys.ts";

/** A page small enough that its items fit one BatchGetItem (100 keys). */
const PAGE = 50;

/** All operators by the platform's index, for what the clock wakes; with the function's own rights. */
export async function* everyOperator(directoryTable: string): AsyncGenerator<Operator> {
  const { gsi1pk, gsi1sk } = keys.operatorIndex("");
  const pages = paginateQuery(
    { client: ownDynamo, pageSize: PAGE },
    {
      TableName: directoryTable,
      IndexName: "gsi1",
      KeyConditionExpression: "gsi1pk = :platform AND begins_with(gsi1sk, :operator)",
      ExpressionAttributeValues: toItem({ ":platform": gsi1pk, ":operator": gsi1sk }),
    },
  );
  for await (const { Items = [] } of pages) {
    if (Items.length === 0) continue;
    const Keys = Items.map(({ pk, sk }) => ({ ...(pk && { pk }), ...(sk && { sk }) }));
    const { Responses } = await dynamo.send(
      new BatchGetItemCommand({ RequestItems: { [directoryTable]: { Keys } } }),
    );
    for (const item of Responses?.[directoryTable] ?? []) yield fromItem<Operator>(item);
  }
}
