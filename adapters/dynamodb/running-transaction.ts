import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import type { Session } from "#domain/charging/session.ts";
import type { ChargerAddress } from "#domain/commands/command.ts";
import { dynamo, fromItem, toItem } from "./client.ts";
import { keys } from "./keys.ts";
import { occupiedPlaces } from "./occupied-places.ts";

/** The session that charges at a connector (1.6) or EVSE (2.0.1) now. */
export async function runningTransaction(
  chargingTable: string,
  charger: ChargerAddress,
  connectorId: number,
): Promise<Session | undefined> {
  const { occupantOf } = occupiedPlaces(chargingTable);
  const occupant = await occupantOf(charger, String(connectorId));
  if (!occupant) return undefined;
  const { Item } = await dynamo.send(
    new GetItemCommand({
      TableName: chargingTable,
      Key: toItem(keys.session(charger.operatorId, occupant.sessionId)),
      ConsistentRead: true,
    }),
  );
  const session = Item && fromItem<Session>(Item);
  return session?.state === "active" ? session : undefined;
}
