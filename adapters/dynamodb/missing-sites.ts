import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { toItem } from "./client.ts";
import { keys } from "./keys.ts";
import { readIndexed } from "./list-page.ts";

/** DynamoDB's limit of a batch of reads. */
const BATCH = 100;

/** Which of these sites an operator does not have. */
export async function missingSites(
  { operatorId }: TenantContext,
  fleetTable: string,
  siteIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const missing = new Set(siteIds);
  for (let first = 0; first < siteIds.length; first += BATCH) {
    const wanted = siteIds.slice(first, first + BATCH);
    const found = await readIndexed(
      fleetTable,
      wanted.map((siteId) => toItem(keys.site(operatorId, siteId))),
    );
    for (const { siteId } of found) missing.delete(siteId?.S ?? "");
  }
  return missing;
}
