import { GetItemCommand, PutItemCommand, type PutItemCommandInput } from "@aws-sdk/client-dynamodb";
import type { ApiClient } from "#domain/access/api-client.ts";
import { CANARY } from "#domain/isolation/canaries.ts";
import { dynamo, fromItem, refusedConditions, toItem } from "./client.ts";
import { keys } from "./keys.ts";

/** By which the canary signs in; the secret is sealed. */
export interface CanaryCredential {
  readonly clientId: string;
  readonly sealed: string;
}

/** What the canaries are made of, in the Directory table and beside it. */
export function canaryStore(directoryTable: string) {
  const putWhere = async (input: PutItemCommandInput): Promise<void> => {
    try {
      await dynamo.send(new PutItemCommand(input));
    } catch (error) {
      if (!refusedConditions(error)) throw error;
    }
  };
  return {
    /** Puts what is not there; what is there stays as it is. */
    ensure: (TableName: string, item: object) =>
      putWhere({
        TableName,
        Item: toItem(item),
        ConditionExpression: "attribute_not_exists(pk)",
      }),

    /** Lets the canary's program in until its end, unless it is in for longer than `soon` already. */
    admit: (client: ApiClient, soon: string) =>
      putWhere({
        TableName: directoryTable,
        Item: toItem({ ...keys.apiClient(client.operatorId, client.clientId), ...client }),
        ConditionExpression: "attribute_not_exists(pk) OR expiresAt < :soon",
        ExpressionAttributeValues: toItem({ ":soon": soon }),
      }),

    async credential(): Promise<CanaryCredential | undefined> {
      const { Item } = await dynamo.send(
        new GetItemCommand({
          TableName: directoryTable,
          Key: toItem(keys.canaryCredential(CANARY.own)),
        }),
      );
      return Item && fromItem<CanaryCredential>(Item);
    },

    async keepCredential(credential: CanaryCredential): Promise<void> {
      const item = { ...keys.canaryCredential(CANARY.own), ...credential };
      await dynamo.send(new PutItemCommand({ TableName: directoryTable, Item: toItem(item) }));
    },
  };
}
