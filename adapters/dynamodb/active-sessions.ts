import { BatchGetItemCommand, paginateQuery } from "@aws-sdk/client-dynamodb";
import type { ActiveSessions } from "#domain/charging/sweep-stale-sessions.ts";
import type { Operator } from "#domain/tenancy/operator.ts";
import { dynamo, fromItem, ownDynamo, toItem } from "./client.ts";

/** A page small enough that its items fit one BatchGetItem (100 keys). */
const PAGE = 50;

/** What the sweep looks through: operators by the platform's index, active sessions by the sparse index. */
export function dynamoActiveSessions(tables: {
  readonly directoryTable: string;
  readonly chargingTable: string;
}): ActiveSessions {
  return {
    async *operators() {
      const pages = paginateQuery(
        { client: ownDynamo, pageSize: PAGE },
        {
          TableName: tables.directoryTable,
          IndexName: "gsi1",
          KeyConditionExpression: "gsi1pk = :platform AND begins_with(gsi1sk, :operator)",
          ExpressionAttributeValues: toItem({ ":platform": "platform", ":operator": "OPERATOR#" }),
        },
      );
      for await (const { Items = [] } of pages) {
        if (Items.length === 0) continue;
        const Keys = Items.map(({ pk, sk }) => ({ ...(pk && { pk }), ...(sk && { sk }) }));
        const { Responses } = await dynamo.send(
          new BatchGetItemCommand({ RequestItems: { [tables.directoryTable]: { Keys } } }),
        );
        for (const item of Responses?.[tables.directoryTable] ?? []) yield fromItem<Operator>(item);
      }
    },

    async *begunBefore(operatorId, moment) {
      const pages = paginateQuery(
        { client: ownDynamo, pageSize: PAGE },
        {
          TableName: tables.chargingTable,
          IndexName: "gsi3",
          KeyConditionExpression: "gsi3pk = :operatorId AND gsi3sk < :moment",
          ExpressionAttributeValues: toItem({ ":operatorId": operatorId, ":moment": moment }),
        },
      );
      for await (const { Items = [] } of pages) {
        for (const { gsi3sk } of Items) yield gsi3sk?.S?.split("#").at(-1) ?? "";
      }
    },
  };
}
