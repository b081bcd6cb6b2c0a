import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import { dynamo, type Item } from "./client.ts";

/** An item that was read before, as it is now; undefined where it is gone. */
export async function itemAsItIs(tableName: string, { pk, sk }: Item): Promise<Item | undefined> {
  if (!pk || !sk) throw new Error("an item has no primary key");
  const { Item } = await dynamo.send(
    new GetItemCommand({ TableName: tableName, Key: { pk, sk }, ConsistentRead: true }),
  );
  return Item;
}
