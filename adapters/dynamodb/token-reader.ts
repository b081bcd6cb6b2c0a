import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import type { Token } from "#domain/charging/token.ts";
import { dynamo, fromItem, toItem } from "./client.ts";
import { keys } from "./keys.ts";

/** Finds an operator's token by what a charger read; undefined when the operator has no such token. */
export function dynamoTokenReader(chargingTable: string) {
  return async (operatorId: string, tokenId: string): Promise<Token | undefined> => {
    const { Item } = await dynamo.send(
      new GetItemCommand({
        TableName: chargingTable,
        Key: toItem(keys.token(operatorId, tokenId)),
        ConsistentRead: true,
      }),
    );
    return Item && fromItem<Token>(Item);
  };
}
