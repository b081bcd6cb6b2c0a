/** A tariff as REST shows it, as far as a bill needs it. */
export interface Prices {
  readonly currency: string;
  readonly startFeeMinor: number;
  readonly energyMinorPerKwh: number;
  readonly timeMinorPerMinute: number;
  readonly idleMinorPerMinute: number;
  readonly idleGraceMinutes: number;
  readonly vatRateBasisPoints: number;
  readonly pricesIncludeVat: boolean;
}

export interface Charged {
  readonly energyWh: number;
  readonly durationSeconds?: number;
  readonly idleSeconds?: number;
}

/** Halves go up; prices have at most four decimals, so ten decide. */
const toMinor = (exact: number): number => Math.floor(Number(exact.toFixed(10)) + 0.5);

/** What a driver has to pay, worked out from the price list as a person with a pocket calculator would. */
export function expectedCost(prices: Prices, charged: Charged) {
  const { energyWh, durationSeconds = 0, idleSeconds = 0 } = charged;
  const freeSeconds = prices.idleGraceMinutes * 60;
  const sum =
    toMinor(prices.startFeeMinor) +
    toMinor((prices.energyMinorPerKwh * energyWh) / 1000) +
    toMinor((prices.timeMinorPerMinute * durationSeconds) / 60) +
    toMinor((prices.idleMinorPerMinute * Math.max(0, idleSeconds - freeSeconds)) / 60);
  const vatOnTop = prices.pricesIncludeVat
    ? 0
    : toMinor((sum * prices.vatRateBasisPoints) / 10_000);
  return { amountMinor: sum + vatOnTop, currency: prices.currency };
}
