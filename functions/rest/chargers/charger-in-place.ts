import type { TariffBasis } from "#adapters/dynamodb/charger-registry.ts";
import { ownOperator } from "#adapters/dynamodb/operator-store.ts";
import { siteStore } from "#adapters/dynamodb/site-store.ts";
import { DomainError } from "#domain/errors.ts";
import type { Charger } from "#domain/fleet/charger.ts";
import { tariffInForce } from "#domain/fleet/tariff-in-force.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { fleetTables } from "#functions/shared/fleet-tables.ts";
import { invalid } from "#functions/shared/rest-request.ts";

/** The site and operator that a charger's tariff is resolved from. Throws `request.invalid` for a site that is not there. */
export async function readBasis(context: TenantContext, siteId: string): Promise<TariffBasis> {
  const [site, operator] = await Promise.all([
    siteStore(context, fleetTables).find(siteId).catch(asFault),
    ownOperator(context, fleetTables).find(),
  ]);
  return { site, operator };
}

/** The same charger with its tariff in force resolved. */
export function withTariffInForce(charger: Charger, { site, operator }: TariffBasis): Charger {
  const { tariffInForce: _, ...rest } = charger;
  const resolved = tariffInForce(charger, site, operator.settings);
  return { ...rest, ...(resolved !== undefined && { tariffInForce: resolved }) };
}

function asFault(error: unknown): never {
  if (error instanceof DomainError && error.code === "site.not-found") {
    throw invalid({ in: "body", pointer: "/siteId", detail: "does not exist" });
  }
  throw error;
}
