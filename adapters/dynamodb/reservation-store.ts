import { GetItemCommand, type TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { includesSite, type Sites } from "#domain/access/effective-permissions.ts";
import type { ReservationStore } from "#domain/reservations/ports.ts";
import { lostBefore, type Reservation } from "#domain/reservations/reservation.ts";
import { dynamo, fromItem, toItem, ttlAfter } from "./client.ts";
import type { StoredHold } from "./held-places.ts";
import { keys } from "./keys.ts";
import { filledPage, type Page, queryPage } from "./list-page.ts";
import { transact } from "./transact.ts";

const DAY_SECONDS = 86_400;
/** How long people may ask what became of one; its place goes sooner, for it is over with its time. */
const KEPT_DAYS = 30;

/** The reservations of one operator, and the places that they keep free, in the Charging table. */
export function reservationStore(
  { operatorId }: { readonly operatorId: string },
  chargingTable: string,
) {
  const itemOf = (reservation: Reservation) =>
    toItem({
      ...keys.reservation(operatorId, reservation.reservationId),
      ...reservation,
      ttl: ttlAfter(reservation.expiresAt, KEPT_DAYS * DAY_SECONDS),
    });
  const holdKey = ({ chargerId, connectorId }: Reservation) =>
    keys.heldPlace(operatorId, chargerId, String(connectorId));

  const putHold = (reservation: Reservation, condition: object): TransactWriteItem => {
    const { reservationId, connectorId, tokenRef, groupRef, expiresAt, requestedAt, state } =
      reservation;
    const hold: StoredHold = {
      reservationId,
      place: String(connectorId),
      tokenRef,
      ...(groupRef !== undefined && { groupRef }),
      expiresAt,
      isHeld: state === "held",
      requestedAt,
    };
    const Item = toItem({
      ...holdKey(reservation),
      ...hold,
      ttl: ttlAfter(expiresAt, DAY_SECONDS),
    });
    return { Put: { TableName: chargingTable, Item, ...condition } };
  };

  const holdStep = (after: Reservation): TransactWriteItem => {
    const own = {
      ConditionExpression: "attribute_not_exists(pk) OR reservationId = :own",
      ExpressionAttributeValues: toItem({ ":own": after.reservationId }),
    };
    if (after.state === "held") return putHold(after, own);
    return { Delete: { TableName: chargingTable, Key: toItem(holdKey(after)), ...own } };
  };

  const readPage = async (limit: number, after?: string): Promise<Page<Reservation>> => {
    const { pk, sk } = keys.reservations(operatorId);
    const { items, hasMore } = await queryPage({
      TableName: chargingTable,
      KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
      ExpressionAttributeValues: toItem({ ":pk": pk, ":prefix": sk }),
      ScanIndexForward: false,
      Limit: limit,
      ...(after !== undefined && { ExclusiveStartKey: toItem({ pk, sk: `${sk}${after}` }) }),
    });
    const last = items.at(-1)?.["sk"]?.S?.slice(sk.length);
    return {
      items: items.map((item) => fromItem<Reservation>(item)),
      ...(hasMore && last && { after: last }),
    };
  };

  const store: ReservationStore = {
    async create(reservation) {
      const { requestedAt: now, expiresAt } = reservation;
      const put: TransactWriteItem = {
        Put: {
          TableName: chargingTable,
          Item: itemOf(reservation),
          ConditionExpression: "attribute_not_exists(pk)",
        },
      };
      const free = {
        ConditionExpression:
          "attribute_not_exists(pk) OR expiresAt <= :now OR (isHeld = :no AND requestedAt <= :lost)",
        ExpressionAttributeValues: toItem({ ":now": now, ":no": false, ":lost": lostBefore(now) }),
      };
      if (expiresAt <= now) throw new RangeError("a reservation ends after it begins");
      const refused = await transact([put, putHold(reservation, free)]);
      if (!refused) return undefined;
      return refused[0] ? "number-taken" : "place-held";
    },

    async find(reservationId) {
      const { Item } = await dynamo.send(
        new GetItemCommand({
          TableName: chargingTable,
          Key: toItem(keys.reservation(operatorId, reservationId)),
          ConsistentRead: true,
        }),
      );
      return Item && fromItem<Reservation>(Item);
    },

    async replace(before, after) {
      const put: TransactWriteItem = {
        Put: {
          TableName: chargingTable,
          Item: itemOf(after),
          ConditionExpression: "#state = :state",
          ExpressionAttributeNames: { "#state": "state" },
          ExpressionAttributeValues: toItem({ ":state": before.state }),
        },
      };
      const isMoved = before.state !== after.state;
      const refused = await transact([put, ...(isMoved ? [holdStep(after)] : [])]);
      // Its time was over and somebody else has the place: it ends all the same.
      if (refused?.[1] && !refused[0]) return (await transact([put])) === undefined;
      return refused === undefined;
    },
  };

  return {
    ...store,
    /** Newest first, those on `sites`. */
    list: (sites: Sites, limit: number, after?: string): Promise<Page<Reservation>> =>
      filledPage(
        async (wanted, place) => {
          const page = await readPage(wanted, place);
          return { ...page, items: page.items.filter(({ siteId }) => includesSite(sites, siteId)) };
        },
        limit,
        after,
      ),
  };
}
