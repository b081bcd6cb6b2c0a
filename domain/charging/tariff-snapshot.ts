import type { TariffSnapshot } from "./tariff.ts";

/** A tariff as it is now, for good. */
export function snapshotOf(tariff: TariffSnapshot): TariffSnapshot {
  return {
    tariffId: tariff.tariffId,
    name: tariff.name,
    currency: tariff.currency,
    startFeeMinor: tariff.startFeeMinor,
    energyMinorPerKwh: tariff.energyMinorPerKwh,
    timeMinorPerMinute: tariff.timeMinorPerMinute,
    idleMinorPerMinute: tariff.idleMinorPerMinute,
    idleGraceMinutes: tariff.idleGraceMinutes,
    vatRateBasisPoints: tariff.vatRateBasisPoints,
    pricesIncludeVat: tariff.pricesIncludeVat,
    version: tariff.version,
  };
}
