import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { sessionQuery } from "./session-query.ts";

/** More than a charger has connectors: an active session is among its newest. */
const NEWEST = 25;

/** Whether one of a charger's newest sessions is still running. */
export async function hasActiveSession(
  tenant: TenantContext,
  chargingTable: string,
  chargerId: string,
): Promise<boolean> {
  // A session keeps the site where it began; the charger may have moved since, out of the caller's sight.
  const sessions = sessionQuery(tenant, chargingTable, "everywhere");
  const { items } = await sessions.list({ chargerId }, NEWEST);
  return items.some(({ state }) => state === "active");
}
