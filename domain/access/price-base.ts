import { afterSeconds } from "../commands/clock.ts";
import type { Prices } from "./price-change.ts";

/** What a change of prices is measured against, so that many small steps count as one large one. */
export interface PriceBase {
  readonly prices: Prices;
  /** When these prices began to be the measure, ISO 8601 UTC. */
  readonly since: string;
}

const BASE_SECONDS = 24 * 3600;

/** The prices of a tariff, without its name and all else. */
export function pricesOf(tariff: Prices): Prices {
  return {
    currency: tariff.currency,
    startFeeMinor: tariff.startFeeMinor,
    energyMinorPerKwh: tariff.energyMinorPerKwh,
    timeMinorPerMinute: tariff.timeMinorPerMinute,
    idleMinorPerMinute: tariff.idleMinorPerMinute,
    idleGraceMinutes: tariff.idleGraceMinutes,
    vatRateBasisPoints: tariff.vatRateBasisPoints,
    pricesIncludeVat: tariff.pricesIncludeVat,
  };
}

/** The measure at a moment: the one that was kept for a day, then the prices as they are. */
export function priceBaseOf(
  tariff: Prices & { readonly priceBase?: PriceBase },
  now: string,
): PriceBase {
  const { priceBase } = tariff;
  const isFresh =
    priceBase && Date.parse(now) < Date.parse(afterSeconds(priceBase.since, BASE_SECONDS));
  return isFresh ? priceBase : { prices: pricesOf(tariff), since: now };
}
