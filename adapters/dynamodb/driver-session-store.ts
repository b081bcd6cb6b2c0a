import { GetItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { Session } from "#domain/charging/session.ts";
import { DUTY_SUBJECT, type TenantContext } from "#domain/tenancy/tenant-context.ts";
import { changedBy } from "./change-stamp.ts";
import { dynamo, fromItem, refusedConditions, toItem } from "./client.ts";
import { type Key, keys } from "./keys.ts";
import { type Page, queryPage, readIndexed } from "./list-page.ts";
import { driverPartition } from "./people-keys.ts";
import { touchDriver } from "./touch-driver.ts";
import { transact } from "./transact.ts";

interface Tables {
  readonly peopleTable: string;
  readonly chargingTable: string;
}

/** That a session is a driver's. */
export interface DriverSession {
  readonly driverId: string;
  readonly sessionId: string;
  readonly startedAt: string;
}

/** Which sessions are whose: entries of the driver's own partition, the one thing that leads from a person to a session. */
export function driverSessionStore(
  { operatorId }: Pick<TenantContext, "operatorId">,
  { peopleTable, chargingTable }: Tables,
) {
  const keyOf = ({ driverId, startedAt, sessionId }: DriverSession) =>
    keys.driverSession(operatorId, driverId, startedAt, sessionId);
  const sessionKey = (sessionId: string) => keys.session(operatorId, sessionId);

  const read = async (key: Key) => {
    const { Item } = await dynamo.send(
      new GetItemCommand({ TableName: chargingTable, Key: toItem(key), ConsistentRead: true }),
    );
    return Item;
  };

  /** Newest first where nothing else is said. */
  const list = async (
    driverId: string,
    limit: number,
    after?: string,
    order: "newest" | "oldest" = "newest",
  ): Promise<Page<DriverSession>> => {
    const pk = driverPartition(operatorId, driverId);
    const { items, hasMore } = await queryPage({
      TableName: peopleTable,
      ConsistentRead: true,
      KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
      ExpressionAttributeValues: toItem({ ":pk": pk, ":prefix": "SESSION#" }),
      ScanIndexForward: order === "oldest",
      Limit: limit,
      ...(after !== undefined && { ExclusiveStartKey: toItem({ pk, sk: after }) }),
    });
    const last = items.at(-1)?.["sk"]?.S;
    return {
      items: items.map((item) => fromItem<DriverSession>(item)),
      ...(hasMore && last !== undefined && { after: last }),
    };
  };

  return {
    list,

    /** The sessions themselves, in the order of their entries. */
    async sessions(entries: readonly DriverSession[]): Promise<readonly Session[]> {
      const named = entries.map(({ sessionId }) => toItem(sessionKey(sessionId)));
      return (await readIndexed(chargingTable, named)).map((item) => fromItem<Session>(item));
    },

    /** Whose token started a session; undefined where nobody's did, or it names nobody any more. */
    async ownerOf(sessionId: string): Promise<DriverSession | undefined> {
      const item = await read(sessionKey(sessionId));
      if (!item) return undefined;
      const { tokenRef, startedAt } = fromItem<Session>(item);
      const token =
        tokenRef === undefined ? undefined : await read(keys.token(operatorId, tokenRef));
      const driverId = token && fromItem<{ readonly driverId?: string }>(token).driverId;
      return driverId === undefined ? undefined : { driverId, sessionId, startedAt };
    },

    /** Files a session with its driver, unless they are being erased. Safe to repeat. */
    async file(
      entry: DriverSession,
      by: { readonly requestId: string; readonly now: string },
    ): Promise<void> {
      const actor = { operatorId, subject: DUTY_SUBJECT, requestId: by.requestId };
      const Item = toItem({ ...keyOf(entry), operatorId, ...entry, ...changedBy(actor) });
      await transact([
        touchDriver(actor, peopleTable, entry.driverId, by.now).item,
        { Put: { TableName: peopleTable, Item } },
      ]);
    },

    /** Takes from a session what leads to a card: the bill stays. Safe to repeat. */
    async pseudonymise(sessionId: string, now: string, by: string): Promise<void> {
      try {
        await dynamo.send(
          new UpdateItemCommand({
            TableName: chargingTable,
            Key: toItem(sessionKey(sessionId)),
            ConditionExpression: "attribute_exists(pk)",
            UpdateExpression:
              "SET pseudonymisedAt = if_not_exists(pseudonymisedAt, :now), changedBy = :by REMOVE tokenRef, stopTokenRef",
            ExpressionAttributeValues: toItem({ ":now": now, ":by": by }),
          }),
        );
      } catch (error) {
        if (!refusedConditions(error)) throw error;
      }
    },
  };
}
