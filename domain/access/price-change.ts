import type { Tariff } from "../charging/tariff.ts";

/** The part of a tariff that decides what a driver pays. */
export type Prices = Pick<
  Tariff,
  | "currency"
  | "startFeeMinor"
  | "energyMinorPerKwh"
  | "timeMinorPerMinute"
  | "idleMinorPerMinute"
  | "idleGraceMinutes"
  | "vatRateBasisPoints"
  | "pricesIncludeVat"
>;

const RATES = [
  "startFeeMinor",
  "energyMinorPerKwh",
  "timeMinorPerMinute",
  "idleMinorPerMinute",
] as const;

/**
 * The largest change, up or down, of any price that a driver pays, VAT included, in percent of what it was. Infinite
 * where a price appears out of nothing or the currency changes.
 */
export function largestChangePercent(before: Prices, after: Prices): number {
  if (before.currency !== after.currency) return Number.POSITIVE_INFINITY;
  const rates = RATES.map((rate) => changePercent(gross(before, rate), gross(after, rate)));
  const grace = changePercent(before.idleGraceMinutes, after.idleGraceMinutes);
  const graceCosts = before.idleMinorPerMinute > 0 && after.idleMinorPerMinute > 0;
  return Math.max(...rates, graceCosts ? grace : 0);
}

/** In millionths of a minor unit: rates have at most four decimals, so that no rounding makes 20 % more than 20 %. */
function gross(prices: Prices, rate: (typeof RATES)[number]): number {
  const factor = prices.pricesIncludeVat ? 10_000 : 10_000 + prices.vatRateBasisPoints;
  return Math.round(prices[rate] * 10_000) * factor;
}

function changePercent(before: number, after: number): number {
  if (before === after) return 0;
  return before > 0 ? (Math.abs(after - before) * 100) / before : Number.POSITIVE_INFINITY;
}
