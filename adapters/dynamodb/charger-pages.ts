import { includesSite } from "#domain/access/effective-permissions.ts";
import type { Charger } from "#domain/fleet/charger.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { fromItem, toItem } from "./client.ts";
import { keys } from "./keys.ts";
import { type Page, queryPage, readIndexed } from "./list-page.ts";

/** An operator's chargers on the sites of the caller, page by page, by their ids. */
export function chargerPages({ operatorId, sites }: TenantContext, fleetTable: string) {
  const page = async (limit: number, after?: string): Promise<Page<Charger>> => {
    const { gsi1pk, gsi1sk } = keys.chargerIndex(operatorId, "");
    const { items: entries, hasMore } = await queryPage({
      TableName: fleetTable,
      IndexName: "gsi1",
      KeyConditionExpression: "gsi1pk = :pk AND begins_with(gsi1sk, :prefix)",
      ExpressionAttributeValues: toItem({ ":pk": gsi1pk, ":prefix": gsi1sk }),
      Limit: limit,
      ...(after !== undefined && {
        ExclusiveStartKey: toItem({
          ...keys.charger(operatorId, after),
          ...keys.chargerIndex(operatorId, after),
        }),
      }),
    });
    const items = await readIndexed(fleetTable, entries);
    const last = entries.at(-1)?.["gsi1sk"]?.S?.slice(gsi1sk.length);
    return {
      items: items
        .map((item) => fromItem<Charger>(item))
        .filter(({ siteId }) => includesSite(sites, siteId)),
      ...(hasMore && last !== undefined && { after: last }),
    };
  };

  return {
    page,
    /** All chargers, in pages. */
    async *pages(): AsyncGenerator<readonly Charger[]> {
      let after: string | undefined;
      do {
        const next = await page(99, after);
        yield next.items;
        after = next.after;
      } while (after !== undefined);
    },
  };
}
