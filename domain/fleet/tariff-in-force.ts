import type { OperatorSettings } from "../tenancy/operator.ts";
import type { Charger, Site } from "./charger.ts";

/** The tariff that a charger's sessions begin with: its own, else its site's, else the operator's default. */
export function tariffInForce(
  charger: Pick<Charger, "tariffId">,
  site: Pick<Site, "tariffId"> | undefined,
  settings: Pick<OperatorSettings, "defaultTariffId">,
): string | undefined {
  return charger.tariffId ?? site?.tariffId ?? settings.defaultTariffId;
}
