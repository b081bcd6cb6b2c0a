import { chargerRegistry, type RegistryTables } from "#adapters/dynamodb/charger-registry.ts";
import { ownOperator } from "#adapters/dynamodb/operator-store.ts";
import { siteStore } from "#adapters/dynamodb/site-store.ts";
import { refreshTariffsInForce } from "#domain/fleet/refresh-tariffs-in-force.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";

/** Resolves the tariff in force of every charger of the operator anew. */
export async function refreshTariffs(context: TenantContext, tables: RegistryTables) {
  const chargers = chargerRegistry(context, tables);
  await refreshTariffsInForce({
    operator: () => ownOperator(context, tables).find(),
    sites: () => siteStore(context, tables).all(),
    chargerPages: chargers.pages,
    setTariffInForce: chargers.setTariffInForce,
  });
}
