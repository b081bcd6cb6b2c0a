import type { TariffSnapshot } from "#domain/charging/tariff.ts";

/** What the sessions of flows cost. */
export const FLOW_TARIFF: TariffSnapshot = {
  tariffId: "flow",
  name: "Flow",
  currency: "EUR",
  startFeeMinor: 35,
  energyMinorPerKwh: 57.5,
  timeMinorPerMinute: 1.25,
  idleMinorPerMinute: 0,
  idleGraceMinutes: 0,
  vatRateBasisPoints: 1_900,
  pricesIncludeVat: true,
  version: 1,
};
