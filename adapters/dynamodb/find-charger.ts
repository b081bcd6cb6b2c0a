import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import { includesSite } from "#domain/access/effective-permissions.ts";
import { DomainError } from "#domain/errors.ts";
import type { Charger } from "#domain/fleet/charger.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { dynamo, fromItem, toItem } from "./client.ts";
import { keys } from "./keys.ts";

/** One charger of the operator, on a site that the caller may see. Throws `charger.not-found`. */
export async function findCharger(
  { operatorId, sites }: TenantContext,
  fleetTable: string,
  chargerId: string,
): Promise<Charger> {
  const { Item } = await dynamo.send(
    new GetItemCommand({
      TableName: fleetTable,
      Key: toItem(keys.charger(operatorId, chargerId)),
      ConsistentRead: true,
    }),
  );
  const charger = Item && fromItem<Charger>(Item);
  if (charger && includesSite(sites, charger.siteId)) return charger;
  throw new DomainError("charger.not-found", "There is no such charger.");
}
