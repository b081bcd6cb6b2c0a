import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import { DomainError } from "#domain/errors.ts";
import type { Charger } from "#domain/fleet/charger.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { dynamo, fromItem, toItem } from "./client.ts";
import { keys } from "./keys.ts";

/** One charger of the operator. Throws `charger.not-found`. */
export async function findCharger(
  { operatorId }: TenantContext,
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
  if (!Item) throw new DomainError("charger.not-found", "There is no such charger.");
  return fromItem<Charger>(Item);
}
