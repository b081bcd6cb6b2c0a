import type { ChargerDeviation } from "#domain/fleet/deviation.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { fromItem, toItem } from "./client.ts";
import { keys } from "./keys.ts";
import { type Page, queryPage } from "./list-page.ts";

/** A page of a charger's deviations, by action, kind and field. The caller has found the charger in the same context. */
export async function listDeviations(
  { operatorId }: TenantContext,
  fleetTable: string,
  chargerId: string,
  page: { readonly limit: number; readonly after?: string | undefined },
): Promise<Page<ChargerDeviation>> {
  const { pk, sk: prefix } = keys.deviations(operatorId, chargerId);
  const { items, hasMore } = await queryPage({
    TableName: fleetTable,
    KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
    ExpressionAttributeValues: toItem({ ":pk": pk, ":prefix": prefix }),
    Limit: page.limit,
    ...(page.after !== undefined && { ExclusiveStartKey: toItem({ pk, sk: prefix + page.after }) }),
  });
  const last = items.at(-1)?.["sk"]?.S?.slice(prefix.length);
  return {
    items: items.map((item) => fromItem<ChargerDeviation>(item)),
    ...(hasMore && last !== undefined && { after: last }),
  };
}
