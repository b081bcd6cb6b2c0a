import { approvalStore } from "#adapters/dynamodb/approval-store.ts";
import { tokenStore } from "#adapters/dynamodb/token-store.ts";
import type { OtherHoldings } from "#domain/access/end-access.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { accessTables } from "#functions/shared/access-tables.ts";
import { environment } from "#functions/shared/environment.ts";

/** More approvals than one person can have open at a time, four hours each. */
const NEWEST = 100;
const { securityTable } = accessTables;
const chargingTable = environment("CHARGING_TABLE");

/** What a leaver holds besides roles and grants. */
export async function otherHoldings(
  context: TenantContext,
  subject: string,
): Promise<OtherHoldings> {
  const { items } = await approvalStore(context, securityTable).list(NEWEST, { state: "pending" });
  const own = items.filter(({ maker }) => maker === subject);
  return {
    approvalIds: own.map(({ approvalId }) => approvalId),
    clientIds: [],
    tokenIds: await tokenStore(context, chargingTable).heldBy(subject),
    ownedIds: [],
  };
}
