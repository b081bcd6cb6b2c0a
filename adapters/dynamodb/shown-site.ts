import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import { includesSite } from "#domain/access/effective-permissions.ts";
import { DomainError } from "#domain/errors.ts";
import type { Site } from "#domain/fleet/charger.ts";
import type { Operator } from "#domain/tenancy/operator.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { dynamo, fromItem, toItem } from "./client.ts";
import { type Key, keys } from "./keys.ts";

/** A site that the caller may see, and its operator's name. Throws `site.not-found`. */
export async function readShownSite(
  { operatorId, sites }: TenantContext,
  tables: { readonly directoryTable: string; readonly fleetTable: string },
  siteId: string,
): Promise<{ readonly site: Site; readonly operatorName: string }> {
  const [site, operator] = await Promise.all([
    read<Site>(tables.fleetTable, keys.site(operatorId, siteId)),
    read<Operator>(tables.directoryTable, keys.operator(operatorId)),
  ]);
  if (!site || !operator || !includesSite(sites, siteId)) {
    throw new DomainError("site.not-found", "There is no such site.");
  }
  return { site, operatorName: operator.name };
}

async function read<T>(tableName: string, key: Key): Promise<T | undefined> {
  const { Item } = await dynamo.send(
    new GetItemCommand({ TableName: tableName, Key: toItem(key), ConsistentRead: true }),
  );
  return Item && fromItem<T>(Item);
}
