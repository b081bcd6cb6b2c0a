import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import type { ConnectionLookup } from "#domain/commands/command-queue.ts";
import type { Charger } from "#domain/fleet/charger.ts";
import { dynamo, fromItem, toItem } from "./client.ts";
import { keys } from "./keys.ts";

/** A charger's current connection, from its item in the Fleet table. */
export function currentConnection(fleetTable: string): ConnectionLookup {
  return async ({ operatorId, chargerId }) => {
    const { Item } = await dynamo.send(
      new GetItemCommand({
        TableName: fleetTable,
        Key: toItem(keys.charger(operatorId, chargerId)),
        ProjectionExpression: "#connection",
        ExpressionAttributeNames: { "#connection": "connection" },
        ConsistentRead: true,
      }),
    );
    return Item && fromItem<Pick<Charger, "connection">>(Item).connection;
  };
}
