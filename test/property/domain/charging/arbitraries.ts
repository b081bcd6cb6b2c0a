import fc from "fast-check";
import type { MeterReading } from "#domain/charging/session.ts";
import type { TariffSnapshot } from "#domain/charging/tariff.ts";

const START_MS = Date.parse("2026-03-01T10:00:00.000Z");

export function secondsAfterStart(seconds: number): string {
  return new Date(START_MS + seconds * 1000).toISOString();
}

/** A rate up to 10,000 minor units with up to four decimals, as its ten-thousandths. */
const tenThousandths = fc.integer({ min: 0, max: 100_000_000 });
const rate = tenThousandths.map((value) => value / 10_000);

export const tariffs: fc.Arbitrary<TariffSnapshot> = fc.record({
  tariffId: fc.constant("day"),
  name: fc.constant("Day"),
  currency: fc.constantFrom("EUR", "TRY", "JPY"),
  startFeeMinor: rate,
  energyMinorPerKwh: rate,
  timeMinorPerMinute: rate,
  idleMinorPerMinute: rate,
  idleGraceMinutes: fc.integer({ min: 0, max: 120 }),
  vatRateBasisPoints: fc.integer({ min: 0, max: 10_000 }),
  pricesIncludeVat: fc.boolean(),
  version: fc.constant(1),
});

export const energiesWh = fc.integer({ min: 0, max: 2_000_000 });
export const durationsSeconds = fc.integer({ min: 0, max: 1_000_000 });

const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });

/** Readings of a hostile or broken meter: any register, any state, and often several at the same second. */
export const readings: fc.Arbitrary<readonly MeterReading[]> = fc.array(
  fc
    .record({
      sampledAt: fc.integer({ min: -2, max: 12 }).map((step) => secondsAfterStart(step * 60)),
      energyRegisterWh: optional(fc.double({ min: -1000, max: 1e9, noNaN: true })),
      powerW: optional(fc.integer({ min: -500, max: 350_000 })),
      seqNo: optional(fc.nat(3)),
      chargingState: optional(
        fc.constantFrom("Charging", "EVConnected", "SuspendedEV", "SuspendedEVSE", "Idle"),
      ),
    })
    .map(withoutAbsent),
  { maxLength: 20 },
);

function withoutAbsent({
  sampledAt,
  ...measured
}: {
  readonly sampledAt: string;
  readonly [key: string]: unknown;
}): MeterReading {
  const present = Object.entries(measured).filter(([, value]) => value !== undefined);
  return { sampledAt, ...Object.fromEntries(present) };
}
