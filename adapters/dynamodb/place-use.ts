import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { dynamo, refusedConditions, toItem } from "./client.ts";
import { keys } from "./keys.ts";

/** Takes down when a place, or a program, was last used. Of a place that is gone nothing is kept; the version of the item stays. */
export async function recordUse(
  directoryTable: string,
  place: { readonly scope: string; readonly subject: string; readonly clientId?: string },
  now: string,
): Promise<void> {
  const { scope, subject, clientId } = place;
  const key =
    clientId === undefined ? keys.membership(scope, subject) : keys.apiClient(scope, clientId);
  try {
    await dynamo.send(
      new UpdateItemCommand({
        TableName: directoryTable,
        Key: toItem(key),
        ConditionExpression: "attribute_exists(pk)",
        UpdateExpression: "SET lastUsedAt = :now",
        ExpressionAttributeValues: toItem({ ":now": now }),
      }),
    );
  } catch (error) {
    if (!refusedConditions(error)) throw error;
  }
}
