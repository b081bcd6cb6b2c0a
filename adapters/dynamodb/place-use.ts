import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { dynamo, refusedConditions, toItem } from "./client.ts";
import { keys } from "./keys.ts";

/** Takes down when a place was last used. Of a place that is gone nothing is kept; the version of the item stays. */
export async function recordUse(
  directoryTable: string,
  place: { readonly scope: string; readonly subject: string },
  now: string,
): Promise<void> {
  try {
    await dynamo.send(
      new UpdateItemCommand({
        TableName: directoryTable,
        Key: toItem(keys.membership(place.scope, place.subject)),
        ConditionExpression: "attribute_exists(pk)",
        UpdateExpression: "SET lastUsedAt = :now",
        ExpressionAttributeValues: toItem({ ":now": now }),
      }),
    );
  } catch (error) {
    if (!refusedConditions(error)) throw error;
  }
}
