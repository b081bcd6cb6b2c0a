import { secondsBetween } from "./duration.ts";
import type { Cost, TariffSnapshot } from "./tariff.ts";

export interface Usage {
  readonly tariff: TariffSnapshot;
  readonly energyWh: number;
  readonly startedAt: string;
  readonly endedAt: string;
  /** The whole idle time; the tariff's grace is taken off here. */
  readonly idleSeconds: number;
}

const RATE_SCALE = 10_000;
const WATT_HOURS_PER_KWH = 1000;
const SECONDS_PER_MINUTE = 60;
const FULL_RATE_BASIS_POINTS = 10_000;
/** Far above any real bill; below it every sum and its VAT stay exact as numbers. */
const MAX_COMPONENT_MINOR = 10n ** 12n;

/**
 * What a session costs, in integer minor units: each component is exact until it is rounded once, half up, and VAT is
 * rounded once on their sum (docs/billing.md). A quantity or rate that is negative or no number counts as 0.
 */
export function costOf({ tariff, energyWh, startedAt, endedAt, idleSeconds }: Usage): Cost {
  const durationSeconds = secondsBetween(startedAt, endedAt);
  const components = {
    startFeeMinor: charge(tariff.startFeeMinor, 1, 1),
    energyMinor: charge(tariff.energyMinorPerKwh, energyWh, WATT_HOURS_PER_KWH),
    timeMinor: charge(tariff.timeMinorPerMinute, durationSeconds, SECONDS_PER_MINUTE),
    idleMinor: charge(
      tariff.idleMinorPerMinute,
      beyondGrace(Math.min(idleSeconds, durationSeconds), tariff.idleGraceMinutes),
      SECONDS_PER_MINUTE,
    ),
  };
  const sum = Object.values(components).reduce((total, part) => total + part, 0);

  return { currency: tariff.currency, ...split(sum, tariff), components };
}

function beyondGrace(idleSeconds: number, graceMinutes: number): number {
  return idleSeconds - Number(whole(graceMinutes * SECONDS_PER_MINUTE));
}

function charge(rateMinor: number, quantity: number, quantityPerRate: number): number {
  const exact = whole(rateMinor * RATE_SCALE) * whole(quantity);
  const minor = dividedHalfUp(exact, BigInt(RATE_SCALE * quantityPerRate));
  return Number(minor < MAX_COMPONENT_MINOR ? minor : MAX_COMPONENT_MINOR);
}

function split(sumMinor: number, tariff: TariffSnapshot) {
  const rate = whole(Math.min(tariff.vatRateBasisPoints, FULL_RATE_BASIS_POINTS));
  const full = BigInt(FULL_RATE_BASIS_POINTS);
  const base = tariff.pricesIncludeVat ? full + rate : full;
  const vatMinor = Number(dividedHalfUp(BigInt(sumMinor) * rate, base));

  return tariff.pricesIncludeVat
    ? { amountMinor: sumMinor, netMinor: sumMinor - vatMinor, vatMinor }
    : { amountMinor: sumMinor + vatMinor, netMinor: sumMinor, vatMinor };
}

/** The nearest integer; scaled rates have an error far below one half, so this restores their decimals exactly. */
function whole(value: number): bigint {
  return Number.isFinite(value) && value > 0 ? BigInt(Math.round(value)) : 0n;
}

function dividedHalfUp(numerator: bigint, denominator: bigint): bigint {
  return (2n * numerator + denominator) / (2n * denominator);
}
