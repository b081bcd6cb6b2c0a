import {
  BatchGetItemCommand,
  GetItemCommand,
  type KeysAndAttributes,
} from "@aws-sdk/client-dynamodb";
import type { AdmissionPorts } from "#domain/fleet/admit-charger.ts";
import type { Charger, Site } from "#domain/fleet/charger.ts";
import type { Operator } from "#domain/tenancy/operator.ts";
import { dynamo, fromItem, type Item, toItem } from "./client.ts";
import { keys } from "./keys.ts";

const ATTEMPTS = 3;

/** What a handshake is judged by: the charger with its operator in one read, and then its site. */
export function handshakeReader(tables: {
  readonly directoryTable: string;
  readonly fleetTable: string;
}): Pick<AdmissionPorts, "find"> {
  const { directoryTable, fleetTable } = tables;
  return {
    async find({ operatorId, chargerId }) {
      const items = await readAll({
        [directoryTable]: { Keys: [toItem(keys.operator(operatorId))], ConsistentRead: true },
        [fleetTable]: { Keys: [toItem(keys.charger(operatorId, chargerId))], ConsistentRead: true },
      });
      const [operator] = items[directoryTable] ?? [];
      const [charger] = items[fleetTable] ?? [];
      if (!operator || !charger) return undefined;
      const found = fromItem<Charger>(charger);
      const site = await findSite(fleetTable, found);
      return { operator: fromItem<Operator>(operator), charger: found, ...(site && { site }) };
    },
  };
}

/** A site that has a minimum of its own may ask for more than the operator. */
async function findSite(
  fleetTable: string,
  { operatorId, siteId }: Charger,
): Promise<Site | undefined> {
  const { Item } = await dynamo.send(
    new GetItemCommand({
      TableName: fleetTable,
      Key: toItem(keys.site(operatorId, siteId)),
      ConsistentRead: true,
    }),
  );
  return Item && fromItem<Site>(Item);
}

/** Every item of the request. A throttled part is asked for again: a charger must not be "unknown" for a busy table. */
async function readAll(
  request: Record<string, KeysAndAttributes>,
): Promise<Record<string, readonly Item[]>> {
  const items: Record<string, readonly Item[]> = {};
  let unread = request;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { Responses, UnprocessedKeys } = await dynamo.send(
      new BatchGetItemCommand({ RequestItems: unread }),
    );
    for (const [table, found] of Object.entries(Responses ?? {}))
      items[table] = [...(items[table] ?? []), ...found];
    unread = UnprocessedKeys ?? {};
    if (Object.keys(unread).length === 0) return items;
  }
  throw new Error("the charger could not be read: the table is too busy");
}
