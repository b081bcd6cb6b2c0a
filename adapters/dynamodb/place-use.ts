import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { dynamo, refusedConditions, toItem } from "./client.ts";
import { keys } from "./keys.ts";

/**
 * Takes down when a place was last used. Of a place that is gone nothing is kept; the version of the item stays. A place
 * that was put there by hand enters the index of its person's places by it.
 */
export async function recordUse(
  directoryTable: string,
  place: { readonly scope: string; readonly subject: string },
  now: string,
): Promise<void> {
  const { gsi1pk, gsi1sk } = keys.memberIndex(place.scope, place.subject);
  try {
    await dynamo.send(
      new UpdateItemCommand({
        TableName: directoryTable,
        Key: toItem(keys.membership(place.scope, place.subject)),
        ConditionExpression: "attribute_exists(pk)",
        UpdateExpression: "SET lastUsedAt = :now, gsi1pk = :subject, gsi1sk = :place",
        ExpressionAttributeValues: toItem({ ":now": now, ":subject": gsi1pk, ":place": gsi1sk }),
      }),
    );
  } catch (error) {
    if (!refusedConditions(error)) throw error;
  }
}
