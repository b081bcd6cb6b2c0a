import { GetItemCommand, QueryCommand, type TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { placeOf } from "#domain/charging/place.ts";
import type { Occupant, SessionStore } from "#domain/charging/ports.ts";
import type { Session } from "#domain/charging/session.ts";
import { dynamo, fromItem, toItem } from "./client.ts";
import { chargerPartition, keys } from "./keys.ts";

/** Which session is charging at which connector (1.6) or EVSE (2.0.1): an item that is there as long as it does. */
export function occupiedPlaces(
  chargingTable: string,
): Pick<SessionStore, "occupantOf" | "occupantsOf"> {
  return {
    async occupantOf({ operatorId, chargerId }, place) {
      const { Item } = await dynamo.send(
        new GetItemCommand({
          TableName: chargingTable,
          Key: toItem(keys.occupiedPlace(operatorId, chargerId, place)),
          ConsistentRead: true,
        }),
      );
      return Item && fromItem<Occupant>(Item);
    },

    async occupantsOf({ operatorId, chargerId }) {
      const { Items = [] } = await dynamo.send(
        new QueryCommand({
          TableName: chargingTable,
          ConsistentRead: true,
          KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
          ExpressionAttributeValues: toItem({
            ":pk": chargerPartition(operatorId, chargerId),
            ":prefix": "PLACE#",
          }),
        }),
      );
      return Items.map((item) => fromItem<Occupant>(item));
    },
  };
}

/** The write that a session takes its place with, whoever had it: one that no longer charges may have left its entry. */
export function takenPlace(
  chargingTable: string,
  { operatorId, chargerId, sessionId, startedAt }: Session,
  place: string,
): TransactWriteItem {
  return {
    Put: {
      TableName: chargingTable,
      Item: toItem({
        ...keys.occupiedPlace(operatorId, chargerId, place),
        sessionId,
        startedAt,
      }),
    },
  };
}

/** The write that a session leaves its place with, if it has one. */
export function freedPlace(chargingTable: string, session: Session): readonly TransactWriteItem[] {
  const place = placeOf(session);
  if (place === undefined) return [];
  return [
    {
      Delete: {
        TableName: chargingTable,
        Key: toItem(keys.occupiedPlace(session.operatorId, session.chargerId, place)),
        ConditionExpression: "sessionId = :sessionId",
        ExpressionAttributeValues: toItem({ ":sessionId": session.sessionId }),
      },
    },
  ];
}
