import {
  DeleteItemCommand,
  GetItemCommand,
  type TransactWriteItem,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import type { OpeningDetails } from "#domain/fleet/admit-charger.ts";
import type { ConnectionBinding } from "#domain/fleet/charger.ts";
import { dynamo, fromItem, refusedConditions, toItem, ttlAfter } from "./client.ts";
import { keys } from "./keys.ts";
import { proofUpdate } from "./proof-update.ts";
import { isConflict, transact } from "./transact.ts";

/** API Gateway cuts every socket after two hours; the binding outlives it by a quarter. */
export const BINDING_TTL_SECONDS = 8_100;

/** Finds what a socket may act as; undefined when it was replaced, closed or never authenticated. */
export function connectionReader(connectionsTable: string) {
  return async (connectionId: string): Promise<ConnectionBinding | undefined> => {
    const { Item } = await dynamo.send(
      new GetItemCommand({
        TableName: connectionsTable,
        Key: toItem(keys.connection(connectionId)),
        ConsistentRead: true,
      }),
    );
    return Item && fromItem<ConnectionBinding>(Item);
  };
}

/** As `transact`; where others write the charger all the time, one of them has come first. */
async function unlessInConflict(items: readonly TransactWriteItem[]) {
  try {
    return await transact(items);
  } catch (error) {
    if (isConflict(error)) return [true];
    throw error;
  }
}

/** The sockets that are open, and which of them is a charger's current one. */
export function connectionStore(tables: {
  readonly connectionsTable: string;
  readonly fleetTable: string;
}) {
  const { connectionsTable, fleetTable } = tables;
  return {
    /**
     * Makes a socket the charger's current one, in one transaction: the new binding, the charger's connection and
     * epoch, and the end of the binding before it. False when another handshake came first (the epoch moved on).
     */
    async open(binding: ConnectionBinding, details: OpeningDetails): Promise<boolean> {
      const { connectionId, operatorId, chargerId, version, epoch, connectedAt } = binding;
      const { replaces, takeovers, changes, ...kept } = details;
      const { heartbeatIntervalSeconds } = binding;
      const connection = { connectionId, version, connectedAt, heartbeatIntervalSeconds, ...kept };
      const { set, remove, names, values } = proofUpdate(changes);
      const counted = takeovers === undefined ? "" : ", takeovers = :takeovers";
      const refused = await unlessInConflict([
        {
          Put: {
            TableName: connectionsTable,
            Item: toItem({
              ...keys.connection(connectionId),
              ...binding,
              ttl: ttlAfter(connectedAt, BINDING_TTL_SECONDS),
            }),
          },
        },
        {
          Update: {
            TableName: fleetTable,
            Key: toItem(keys.charger(operatorId, chargerId)),
            ConditionExpression: "epoch = :before",
            UpdateExpression: `SET #connection = :connection, epoch = :epoch, lastSeenAt = :now${counted}${set}${remove}`,
            ExpressionAttributeNames: { "#connection": "connection", ...names },
            ExpressionAttributeValues: toItem({
              ":connection": connection,
              ":epoch": epoch,
              ":before": epoch - 1,
              ":now": connectedAt,
              ":takeovers": takeovers,
              ...values,
            }),
          },
        },
        ...(replaces === undefined
          ? []
          : [
              {
                Delete: {
                  TableName: connectionsTable,
                  Key: toItem(keys.connection(replaces)),
                },
              },
            ]),
      ]);
      return refused === undefined;
    },

    /** Forgets a socket; the charger stays connected if a newer socket has taken its place. */
    async close(binding: ConnectionBinding, closedAt: string): Promise<void> {
      const { connectionId, operatorId, chargerId } = binding;
      try {
        await dynamo.send(
          new UpdateItemCommand({
            TableName: fleetTable,
            Key: toItem(keys.charger(operatorId, chargerId)),
            ConditionExpression: "#connection.connectionId = :connectionId",
            UpdateExpression: "SET lastSeenAt = :now REMOVE #connection",
            ExpressionAttributeNames: { "#connection": "connection" },
            ExpressionAttributeValues: toItem({ ":connectionId": connectionId, ":now": closedAt }),
          }),
        );
      } catch (error) {
        if (!refusedConditions(error)) throw error;
      }
      await dynamo.send(
        new DeleteItemCommand({
          TableName: connectionsTable,
          Key: toItem(keys.connection(connectionId)),
        }),
      );
    },
  };
}
