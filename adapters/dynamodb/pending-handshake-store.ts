import {
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import type { PendingPorts } from "#domain/fleet/admit-pending-charger.ts";
import type { BootReport, ConnectionBinding } from "#domain/fleet/charger.ts";
import { PENDING_KEPT_SECONDS, type PendingCharger } from "#domain/fleet/pending-charger.ts";
import type { Operator } from "#domain/tenancy/operator.ts";
import { dynamo, fromItem, refusedConditions, toItem, ttlAfter } from "./client.ts";
import { BINDING_TTL_SECONDS } from "./connection-store.ts";
import { type Key, keys } from "./keys.ts";

/** What a handshake of an unknown station is judged by, and where it is kept. */
export function pendingHandshakeStore(tables: {
  readonly connectionsTable: string;
  readonly directoryTable: string;
  readonly fleetTable: string;
}): PendingPorts {
  const { connectionsTable, directoryTable, fleetTable } = tables;
  return {
    operator: (operatorId) => read<Operator>(directoryTable, keys.operator(operatorId)),

    find: ({ operatorId, chargerId }) =>
      read<PendingCharger>(fleetTable, keys.pendingCharger(operatorId, chargerId)),

    async waiting(operatorId, atMost) {
      const { pk, sk } = keys.pendingCharger(operatorId, "");
      const { Items = [] } = await dynamo.send(
        new QueryCommand({
          TableName: fleetTable,
          KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
          ProjectionExpression: "sourceIp, #state, #ttl",
          ExpressionAttributeNames: { "#state": "state", "#ttl": "ttl" },
          ExpressionAttributeValues: toItem({ ":pk": pk, ":prefix": sk }),
          ConsistentRead: true,
        }),
      );
      const nowSeconds = Date.now() / 1000;
      return Items.filter(({ ttl }) => Number(ttl?.N) > nowSeconds)
        .map((item) => fromItem<PendingCharger>(item))
        .filter(({ state }) => state === "waiting")
        .slice(0, atMost);
    },

    async open(binding, sourceIp) {
      const { operatorId, chargerId, connectionId, connectedAt, version } = binding;
      await dynamo.send(
        new PutItemCommand({
          TableName: connectionsTable,
          Item: toItem({
            ...keys.connection(connectionId),
            ...binding,
            ttl: ttlAfter(connectedAt, BINDING_TTL_SECONDS),
          }),
        }),
      );
      await dynamo.send(
        new UpdateItemCommand({
          TableName: fleetTable,
          Key: toItem(keys.pendingCharger(operatorId, chargerId)),
          UpdateExpression: [
            "SET operatorId = :operatorId, chargerId = :chargerId, #state = :waiting",
            "connectionId = :connectionId, ocppVersion = :version, sourceIp = :sourceIp",
            "firstSeenAt = if_not_exists(firstSeenAt, :now), lastSeenAt = :now, #ttl = :ttl REMOVE refusedUntil",
          ].join(", "),
          ExpressionAttributeNames: { "#state": "state", "#ttl": "ttl" },
          ExpressionAttributeValues: toItem({
            ":operatorId": operatorId,
            ":chargerId": chargerId,
            ":waiting": "waiting",
            ":connectionId": connectionId,
            ":version": version,
            ":sourceIp": sourceIp,
            ":now": connectedAt,
            ":ttl": ttlAfter(connectedAt, PENDING_KEPT_SECONDS),
          }),
        }),
      );
    },
  };
}

/** Keeps what a station that waits tells of itself; false where it waits no more, or not at this socket. */
export function pendingBoots(fleetTable: string) {
  return async (caller: ConnectionBinding, boot: BootReport): Promise<boolean> => {
    try {
      await dynamo.send(
        new UpdateItemCommand({
          TableName: fleetTable,
          Key: toItem(keys.pendingCharger(caller.operatorId, caller.chargerId)),
          ConditionExpression: "connectionId = :connectionId AND #state = :waiting",
          UpdateExpression: "SET #boot = :boot, lastSeenAt = :now, #ttl = :ttl",
          ExpressionAttributeNames: { "#boot": "boot", "#state": "state", "#ttl": "ttl" },
          ExpressionAttributeValues: toItem({
            ":connectionId": caller.connectionId,
            ":waiting": "waiting",
            ":boot": boot,
            ":now": boot.bootedAt,
            ":ttl": ttlAfter(boot.bootedAt, PENDING_KEPT_SECONDS),
          }),
        }),
      );
      return true;
    } catch (error) {
      if (refusedConditions(error)) return false;
      throw error;
    }
  };
}

async function read<T>(TableName: string, key: Key): Promise<T | undefined> {
  const { Item } = await dynamo.send(
    new GetItemCommand({ TableName, Key: toItem(key), ConsistentRead: true }),
  );
  return Item && fromItem<T>(Item);
}
