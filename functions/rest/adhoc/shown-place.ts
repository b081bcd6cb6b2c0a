import type { DriverPlace } from "#adapters/dynamodb/driver-place.ts";
import type { ShownConnector } from "#contracts/rest/adhoc.ts";
import type { TariffSnapshot } from "#domain/charging/tariff.ts";

type Component = NonNullable<ShownConnector["price"]>["components"][number];

/** Where one is, in words to compare with the charger. */
export function shownPlace({ operator, settings, site, code }: Omit<DriverPlace, "charger">) {
  const { supportPhone } = settings;
  return {
    operatorName: operator.name,
    ...(supportPhone !== undefined && { supportPhone }),
    siteName: site.name,
    ...(site.address !== undefined && { siteAddress: site.address }),
    label: code.label,
  };
}

/** A tariff as it must be shown: per kWh, per minute, per session, other (AFIR Art. 5); what costs nothing is left out. */
export function shownPrice(tariff: TariffSnapshot): NonNullable<ShownConnector["price"]> {
  const { idleGraceMinutes: afterMinutes } = tariff;
  const components: readonly Component[] = [
    { per: "kWh", rateMinor: tariff.energyMinorPerKwh },
    { per: "minute", rateMinor: tariff.timeMinorPerMinute },
    { per: "session", rateMinor: tariff.startFeeMinor },
    { per: "idle-minute", rateMinor: tariff.idleMinorPerMinute, afterMinutes },
  ];
  return {
    currency: tariff.currency,
    components: components.filter(({ rateMinor }) => rateMinor > 0),
    includesVat: tariff.pricesIncludeVat,
    vatRateBasisPoints: tariff.vatRateBasisPoints,
  };
}
