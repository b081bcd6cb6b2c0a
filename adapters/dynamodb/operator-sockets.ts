import { paginateQuery, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { Charger } from "#domain/fleet/charger.ts";
import { dynamo, fromItem, ownDynamo, refusedConditions, toItem } from "./client.ts";
import { keys } from "./keys.ts";
import { readIndexed } from "./list-page.ts";

/** A page of chargers whose sockets are told at the same time. */
const PAGE = 50;

/** The open sockets of an operator's chargers. */
export function operatorSockets(tables: {
  readonly fleetTable: string;
  readonly connectionsTable: string;
}) {
  const { fleetTable, connectionsTable } = tables;

  const tell = async (connectionId: string, suspended: boolean): Promise<void> => {
    try {
      await dynamo.send(
        new UpdateItemCommand({
          TableName: connectionsTable,
          Key: toItem(keys.connection(connectionId)),
          ConditionExpression: "attribute_exists(pk)",
          UpdateExpression: suspended ? "SET suspended = :yes" : "REMOVE suspended",
          ...(suspended && { ExpressionAttributeValues: toItem({ ":yes": true }) }),
        }),
      );
    } catch (error) {
      if (!refusedConditions(error)) throw error;
    }
  };

  /** Lets every socket know whether sessions may begin; what functions remember of a socket is 30 s old at most. */
  return async (operatorId: string, suspended: boolean): Promise<number> => {
    const { gsi1pk, gsi1sk } = keys.chargerIndex(operatorId, "");
    const pages = paginateQuery(
      { client: ownDynamo, pageSize: PAGE },
      {
        TableName: fleetTable,
        IndexName: "gsi1",
        KeyConditionExpression: "gsi1pk = :pk AND begins_with(gsi1sk, :prefix)",
        ExpressionAttributeValues: toItem({ ":pk": gsi1pk, ":prefix": gsi1sk }),
      },
    );
    let told = 0;
    for await (const { Items = [] } of pages) {
      const chargers = await readIndexed(fleetTable, Items);
      const connectionIds = chargers.flatMap(
        (item) => fromItem<Charger>(item).connection?.connectionId ?? [],
      );
      await Promise.all(connectionIds.map((connectionId) => tell(connectionId, suspended)));
      told += connectionIds.length;
    }
    return told;
  };
}
