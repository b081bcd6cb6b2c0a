import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { MessageWatch } from "#domain/fleet/message-watch.ts";
import { dynamo, refusedConditions, toItem } from "./client.ts";
import { keys } from "./keys.ts";

/** Lets a socket know that its messages are watched; what functions remember of a socket is 30 s old at most. */
export function watchedSocket(connectionsTable: string) {
  return async (connectionId: string, watch: MessageWatch): Promise<void> => {
    try {
      await dynamo.send(
        new UpdateItemCommand({
          TableName: connectionsTable,
          Key: toItem(keys.connection(connectionId)),
          ConditionExpression: "attribute_exists(pk)",
          UpdateExpression: "SET #watch = :watch",
          ExpressionAttributeNames: { "#watch": "watch" },
          ExpressionAttributeValues: toItem({ ":watch": watch }),
        }),
      );
    } catch (error) {
      if (!refusedConditions(error)) throw error;
    }
  };
}
