import { QueryCommand } from "@aws-sdk/client-dynamodb";
import type { Command } from "#domain/commands/command.ts";
import { newCommandId } from "#domain/commands/command-id.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { dynamo, fromItem, toItem } from "./client.ts";
import { chargerPartition, keys, sessionPartition } from "./keys.ts";

/** An id's random part, at its lowest. */
const NOTHING = new Uint8Array(16);

/** A command without what was said in it, which is sealed. */
type CommandFacts = Omit<Command, "payload" | "response" | "error">;

/** What was around a session: the commands to its charger, and how many messages its meter sent. */
export function sessionSurroundings(
  { operatorId }: TenantContext,
  tables: { readonly fleetTable: string; readonly chargingTable: string },
) {
  return {
    /** Between two times, oldest first; 100 at most. */
    async commands(chargerId: string, from: string, to: string): Promise<readonly CommandFacts[]> {
      const at = (time: string) => newCommandId(Date.parse(time), NOTHING);
      const { Items = [] } = await dynamo.send(
        new QueryCommand({
          TableName: tables.fleetTable,
          KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :to",
          ExpressionAttributeValues: toItem({
            ":pk": chargerPartition(operatorId, chargerId),
            ":from": keys.command(operatorId, chargerId, at(from)).sk,
            ":to": keys.command(operatorId, chargerId, at(to)).sk,
          }),
          ProjectionExpression:
            "commandId, operatorId, chargerId, #action, #state, createdAt, createdBy, finishedAt",
          ExpressionAttributeNames: { "#action": "action", "#state": "state" },
          Limit: 100,
        }),
      );
      return Items.map((item) => fromItem<CommandFacts>(item));
    },

    async countMeterMessages(sessionId: string): Promise<number> {
      const { Count = 0 } = await dynamo.send(
        new QueryCommand({
          TableName: tables.chargingTable,
          KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
          ExpressionAttributeValues: toItem({
            ":pk": sessionPartition(operatorId, sessionId),
            ":prefix": "METER#",
          }),
          Select: "COUNT",
        }),
      );
      return Count;
    },
  };
}
