import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from "@aws-sdk/client-dynamodb";
import { dynamo, fromItem, toItem } from "./client.ts";
import { keys } from "./keys.ts";

const AT_ONCE = 25;

interface Tables {
  readonly peopleTable: string;
  readonly chargingTable: string;
}

/** A session that is old enough for its readings to go. */
interface OldSession {
  readonly sessionId: string;
  /** `<startedAt>#<sessionId>`: its place among the operator's sessions. */
  readonly place: string;
}

/** How far an operator's readings are destroyed, and what is next. */
export function retentionStore({ peopleTable, chargingTable }: Tables) {
  return {
    /** The place of the last session whose readings are gone. */
    async readingsDestroyedUpTo(operatorId: string): Promise<string> {
      const { Item } = await dynamo.send(
        new GetItemCommand({ TableName: peopleTable, Key: toItem(keys.retention(operatorId)) }),
      );
      return Item ? fromItem<{ readonly readingsUpTo: string }>(Item).readingsUpTo : " ";
    },

    async remember(operatorId: string, readingsUpTo: string, now: string): Promise<void> {
      await dynamo.send(
        new PutItemCommand({
          TableName: peopleTable,
          Item: toItem({
            ...keys.retention(operatorId),
            operatorId,
            readingsUpTo,
            updatedAt: now,
          }),
        }),
      );
    },

    /** The sessions behind a place that began before a moment, oldest first. */
    async oldSessions(
      operatorId: string,
      after: string,
      before: string,
      limit: number,
    ): Promise<readonly OldSession[]> {
      if (after >= before) return [];
      const { Items = [] } = await dynamo.send(
        new QueryCommand({
          TableName: chargingTable,
          IndexName: "gsi1",
          KeyConditionExpression: "gsi1pk = :operator AND gsi1sk BETWEEN :after AND :before",
          ExpressionAttributeValues: toItem({
            ":operator": operatorId,
            // The place itself is done: a space sorts before everything that could follow it.
            ":after": `${after} `,
            ":before": before,
          }),
          Limit: limit,
        }),
      );
      return Items.map((item) => {
        const place = item["gsi1sk"]?.S ?? "";
        return { place, sessionId: place.split("#").at(-1) ?? "" };
      });
    },

    /** Deletes what the meter said of a session; gives how many messages that were. Safe to repeat. */
    async destroyReadings(operatorId: string, sessionId: string): Promise<number> {
      const { pk } = keys.session(operatorId, sessionId);
      let count = 0;
      for (;;) {
        const { Items = [] } = await dynamo.send(
          new QueryCommand({
            TableName: chargingTable,
            KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
            ExpressionAttributeValues: toItem({ ":pk": pk, ":prefix": "METER#" }),
            ConsistentRead: true,
            Limit: AT_ONCE,
          }),
        );
        if (Items.length === 0) return count;
        const deletions = Items.map(({ sk }) => ({ Key: toItem({ pk, sk: sk?.S }) }));
        await Promise.all(
          deletions.map(({ Key }) =>
            dynamo.send(new DeleteItemCommand({ TableName: chargingTable, Key })),
          ),
        );
        count += Items.length;
      }
    },
  };
}
