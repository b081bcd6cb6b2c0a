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
  const { items } = await sessionQuery(tenant, chargingTable).list({ chargerId }, NEWEST);
  return items.some(({ state }) => state === "active");
}
