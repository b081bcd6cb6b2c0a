import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import type { Token } from "#domain/charging/token.ts";
import type { SealerOf } from "#domain/privacy/sealer.ts";
import { dynamo, toItem } from "./client.ts";
import { keys } from "./keys.ts";
import { tokenOf } from "./token-item.ts";

/** Finds an operator's token by its reference; undefined when the operator has no such token. */
export function dynamoTokenReader(chargingTable: string, sealerOf: SealerOf) {
  return async (operatorId: string, tokenRef: string): Promise<Token | undefined> => {
    const { Item } = await dynamo.send(
      new GetItemCommand({
        TableName: chargingTable,
        Key: toItem(keys.token(operatorId, tokenRef)),
        ConsistentRead: true,
      }),
    );
    return Item && tokenOf(sealerOf({ operatorId }), Item);
  };
}
