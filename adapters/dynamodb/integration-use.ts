import { GetItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { Integration } from "#domain/integrations/integration.ts";
import { dynamo, fromItem, refusedConditions, toItem } from "./client.ts";
import { keys } from "./keys.ts";

/** How functions of the platform use an operator's integration. */
export function integrationUse(directoryTable: string) {
  return {
    async find(operatorId: string, integrationId: string): Promise<Integration | undefined> {
      const { Item } = await dynamo.send(
        new GetItemCommand({
          TableName: directoryTable,
          Key: toItem(keys.integration(operatorId, integrationId)),
        }),
      );
      return Item && fromItem<Integration>(Item);
    },

    /** That it worked, for those who look after it; its version is for what people change. */
    async noteSuccess(operatorId: string, integrationId: string, at: string): Promise<void> {
      try {
        await dynamo.send(
          new UpdateItemCommand({
            TableName: directoryTable,
            Key: toItem(keys.integration(operatorId, integrationId)),
            ConditionExpression: "attribute_exists(pk)",
            UpdateExpression: "SET lastSuccessAt = :at",
            ExpressionAttributeValues: toItem({ ":at": at }),
          }),
        );
      } catch (error) {
        if (!refusedConditions(error)) throw error;
      }
    },
  };
}
