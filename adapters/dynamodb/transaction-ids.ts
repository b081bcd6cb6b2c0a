import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import { dynamo, toItem } from "./client.ts";
import { keys } from "./keys.ts";

/** Whether some charger of the operator was given this transaction id (1.6). */
export async function isTransactionInUse(
  chargingTable: string,
  operatorId: string,
  transactionId: number,
): Promise<boolean> {
  const { Item } = await dynamo.send(
    new GetItemCommand({
      TableName: chargingTable,
      Key: toItem(keys.transactionId(operatorId, transactionId)),
    }),
  );
  return Item !== undefined;
}
