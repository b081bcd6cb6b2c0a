import { paginateQuery } from "@aws-sdk/client-dynamodb";
import type { ActiveSessions } from "#domain/charging/sweep-stale-sessions.ts";
import { ownDynamo, toItem } from "./client.ts";
import { everyOperator } from "./every-operator.ts";

const PAGE = 50;

/** What the sweep looks through: operators by the platform's index, active sessions by the sparse index. */
export function dynamoActiveSessions(tables: {
  readonly directoryTable: string;
  readonly chargingTable: string;
}): ActiveSessions {
  return {
    operators: () => everyOperator(tables.directoryTable),

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
