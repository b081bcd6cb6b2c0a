import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { dynamo, refusedConditions, toItem } from "./client.ts";
import { keys } from "./keys.ts";

/**
 * Takes down when a place, or a program, was last used. Of a place that is gone nothing is kept; the version of the item
 * stays. A place that was put there by hand enters the index of its person's places by it.
 */
export async function recordUse(
  directoryTable: string,
  place: { readonly scope: string; readonly subject: string; readonly clientId?: string },
  now: string,
): Promise<void> {
  const { scope, subject, clientId } = place;
  const key =
    clientId === undefined ? keys.membership(scope, subject) : keys.apiClient(scope, clientId);
  // A program has no other places to be found by.
  const index = clientId === undefined ? keys.memberIndex(scope, subject) : undefined;
  try {
    await dynamo.send(
      new UpdateItemCommand({
        TableName: directoryTable,
        Key: toItem(key),
        ConditionExpression: "attribute_exists(pk)",
        UpdateExpression: `SET lastUsedAt = :now${index ? ", gsi1pk = :subject, gsi1sk = :place" : ""}`,
        ExpressionAttributeValues: toItem({
          ":now": now,
          ...(index && { ":subject": index.gsi1pk, ":place": index.gsi1sk }),
        }),
      }),
    );
  } catch (error) {
    if (!refusedConditions(error)) throw error;
  }
}
