import { missingSites } from "#adapters/dynamodb/missing-sites.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { environment } from "./environment.ts";
import { invalid } from "./rest-request.ts";

const fleetTable = environment("FLEET_TABLE");

/** Sites that a body names, and the JSON Pointer of their list. */
interface NamedSites {
  readonly siteIds: readonly string[] | undefined;
  readonly pointer: string;
}

/** Refuses sites that the operator does not have: a right on one would count for whoever made it later. Throws `request.invalid`. */
export async function demandSites(
  context: TenantContext,
  named: readonly NamedSites[],
): Promise<void> {
  const all = [...new Set(named.flatMap(({ siteIds }) => siteIds ?? []))];
  const missing = await missingSites(context, fleetTable, all);
  const errors = named.flatMap(({ siteIds = [], pointer }) =>
    siteIds.flatMap((siteId, index) => {
      if (!missing.has(siteId)) return [];
      return [
        { in: "body", pointer: `${pointer}/${index}`, detail: "There is no such site" } as const,
      ];
    }),
  );
  if (errors.length > 0) throw invalid(...errors);
}
