import type { Operator } from "../tenancy/operator.ts";
import type { Charger, Site } from "./charger.ts";
import { tariffInForce } from "./tariff-in-force.ts";

export interface RefreshTariffsPorts {
  readonly operator: () => Promise<Operator>;
  readonly sites: () => AsyncIterable<Site>;
  readonly chargerPages: () => AsyncIterable<readonly Charger[]>;
  readonly setTariffInForce: (charger: Charger, tariffId: string | undefined) => Promise<void>;
}

/**
 * Resolves anew what every charger's sessions begin with, after a site or the operator chose another tariff.
 * Reads the choices, walks through the chargers page by page, and writes only where the answer changed.
 */
export async function refreshTariffsInForce(ports: RefreshTariffsPorts): Promise<void> {
  const { settings } = await ports.operator();
  const sites = new Map<string, Site>();
  for await (const site of ports.sites()) sites.set(site.siteId, site);

  for await (const page of ports.chargerPages()) {
    await Promise.all(
      page.map(async (charger) => {
        const resolved = tariffInForce(charger, sites.get(charger.siteId), settings);
        if (resolved !== charger.tariffInForce) await ports.setTariffInForce(charger, resolved);
      }),
    );
  }
}
