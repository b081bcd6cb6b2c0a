import type { ConnectorCode } from "#domain/adhoc/connector-code.ts";
import type { Charger } from "#domain/fleet/charger.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { fromItem, toItem } from "./client.ts";
import { connectorCodeStore } from "./connector-code-store.ts";
import { keys } from "./keys.ts";
import { queryPage, readIndexed } from "./list-page.ts";

const PAGE = 100;
/** Chargers that one request looks through; an operator with more prints by charger. */
const MOST_PAGES = 50;
const CODES_OF_CHARGER = 100;

/** The codes of a site's chargers with the chargers' own items, in the order of the chargers' ids. */
export async function codesOfSite(
  tenant: TenantContext,
  fleetTable: string,
  siteId: string,
): Promise<readonly { readonly charger: Charger; readonly code: ConnectorCode }[]> {
  const chargers = await chargersOfSite(tenant, fleetTable, siteId);
  const found = await Promise.all(
    chargers.map(async (charger) => {
      const store = connectorCodeStore(tenant, fleetTable, charger.chargerId);
      const { items } = await store.list(CODES_OF_CHARGER);
      return items.map((code) => ({ charger, code }));
    }),
  );
  return found.flat();
}

async function chargersOfSite(
  { operatorId }: TenantContext,
  fleetTable: string,
  siteId: string,
): Promise<readonly Charger[]> {
  const { gsi1pk, gsi1sk: prefix } = keys.chargerIndex(operatorId, "");
  const found: Charger[] = [];
  let after: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { items, hasMore } = await queryPage({
      TableName: fleetTable,
      IndexName: "gsi1",
      KeyConditionExpression: "gsi1pk = :operator AND begins_with(gsi1sk, :prefix)",
      ExpressionAttributeValues: toItem({ ":operator": gsi1pk, ":prefix": prefix }),
      Limit: PAGE,
      ...(after !== undefined && {
        ExclusiveStartKey: toItem({
          ...keys.charger(operatorId, after),
          ...keys.chargerIndex(operatorId, after),
        }),
      }),
    });
    const chargers = (await readIndexed(fleetTable, items)).map((item) => fromItem<Charger>(item));
    found.push(...chargers.filter((charger) => charger.siteId === siteId));
    after = items.at(-1)?.["gsi1sk"]?.S?.slice(prefix.length);
    if (!hasMore || after === undefined) break;
  }
  return found;
}
