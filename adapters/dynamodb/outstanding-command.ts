import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import type { ChargerIdentity } from "#domain/fleet/charger-identity.ts";
import { dynamo, toItem } from "./client.ts";
import { keys } from "./keys.ts";

/** Whether a charger still owes the answer to a command. */
export function hasOutstandingCommand(fleetTable: string) {
  return async ({ operatorId, chargerId }: ChargerIdentity): Promise<boolean> => {
    const { Item } = await dynamo.send(
      new GetItemCommand({
        TableName: fleetTable,
        Key: toItem(keys.outstandingCommand(operatorId, chargerId)),
        ConsistentRead: true,
      }),
    );
    return Item !== undefined;
  };
}
