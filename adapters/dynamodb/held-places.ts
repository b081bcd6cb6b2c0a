import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { HeldPlace } from "#domain/charging/held-place.ts";
import type { Session } from "#domain/charging/session.ts";
import type { Token } from "#domain/charging/token.ts";
import type { ChargerAddress } from "#domain/commands/command.ts";
import { fromItem, type Item, toItem } from "./client.ts";
import { type Key, keys } from "./keys.ts";

/** Where it stands that any connector of a charger is kept. */
const ANY = "0";

/** What is stored of a place that is kept free. */
export type StoredHold = Omit<HeldPlace, "isOfGroup"> & {
  readonly groupRef?: string;
  readonly requestedAt: string;
};

/** The keys of what is kept at a place, and at any of the charger. */
export function heldPlaceKeys(
  { operatorId, chargerId }: ChargerAddress,
  place: string,
): readonly Key[] {
  return [place, ANY].map((name) => keys.heldPlace(operatorId, chargerId, name));
}

/** The places among items that were read, as they are for a token. Its group is looked up only where one is kept for a group. */
export async function heldPlaces(
  items: readonly Item[],
  { operatorId }: ChargerAddress,
  token: Token | undefined,
  tokenRefOf: (operatorId: string, tokenId: string) => Promise<string>,
): Promise<readonly HeldPlace[]> {
  const found = items.filter(({ sk }) => sk?.S?.startsWith("HOLD#"));
  const holds = found.map((item) => fromItem<StoredHold>(item));
  const groupId = holds.some(({ groupRef }) => groupRef !== undefined) ? token?.groupId : undefined;
  const ownGroup = groupId === undefined ? undefined : await tokenRefOf(operatorId, groupId);
  return holds.map(({ groupRef, requestedAt: _, ...hold }) => ({
    ...hold,
    isOfGroup: groupRef !== undefined && groupRef === ownGroup,
  }));
}

/** The writes that a reservation ends with by the session that it was for, refused where it is over already. */
export function endedReservation(
  chargingTable: string,
  { operatorId, chargerId, sessionId, startedAt }: Session,
  { reservationId, place }: Pick<HeldPlace, "reservationId" | "place">,
): readonly TransactWriteItem[] {
  return [
    {
      Delete: {
        TableName: chargingTable,
        Key: toItem(keys.heldPlace(operatorId, chargerId, place)),
        ConditionExpression: "reservationId = :reservationId",
        ExpressionAttributeValues: toItem({ ":reservationId": reservationId }),
      },
    },
    {
      Update: {
        TableName: chargingTable,
        Key: toItem(keys.reservation(operatorId, reservationId)),
        ConditionExpression: "chargerId = :chargerId",
        UpdateExpression: "SET #state = :used, endedAt = :endedAt, sessionId = :sessionId",
        ExpressionAttributeNames: { "#state": "state" },
        ExpressionAttributeValues: toItem({
          ":chargerId": chargerId,
          ":used": "used",
          ":endedAt": startedAt,
          ":sessionId": sessionId,
        }),
      },
    },
  ];
}
