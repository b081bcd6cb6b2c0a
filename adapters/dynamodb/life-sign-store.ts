import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { ChargerIdentity } from "#domain/fleet/charger-identity.ts";
import { dynamo, refusedConditions, toItem } from "./client.ts";
import { keys } from "./keys.ts";

type Fields = Readonly<Record<"lifeAskedAt" | "lifeDueAt", string> | Record<"lifeShownAt", string>>;

/** Whether a charger's socket was asked for a sign of life, and gave one; of a socket that is no longer current, nothing is noted. */
export function lifeSignStore(fleetTable: string) {
  const note = async (charger: ChargerIdentity, connectionId: string, fields: Fields) => {
    const named = Object.entries(fields);
    try {
      await dynamo.send(
        new UpdateItemCommand({
          TableName: fleetTable,
          Key: toItem(keys.charger(charger.operatorId, charger.chargerId)),
          ConditionExpression: "#connection.connectionId = :connectionId",
          UpdateExpression: `SET ${named.map(([name]) => `#connection.${name} = :${name}`).join(", ")}`,
          ExpressionAttributeNames: { "#connection": "connection" },
          ExpressionAttributeValues: toItem({
            ":connectionId": connectionId,
            ...Object.fromEntries(named.map(([name, value]) => [`:${name}`, value])),
          }),
        }),
      );
    } catch (error) {
      if (!refusedConditions(error)) throw error;
    }
  };

  return {
    asked: (charger: ChargerIdentity, connectionId: string, at: string, dueAt: string) =>
      note(charger, connectionId, { lifeAskedAt: at, lifeDueAt: dueAt }),
    shown: (charger: ChargerIdentity, connectionId: string, at: string) =>
      note(charger, connectionId, { lifeShownAt: at }),
  };
}
