/**
 * What charging costs. Rates are in minor units of the currency (cents, kuruş) and may have up to four decimals;
 * amounts that are charged are always integer minor units.
 */
export interface Tariff {
  readonly operatorId: string;
  readonly tariffId: string;
  readonly name: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly startFeeMinor: number;
  readonly energyMinorPerKwh: number;
  /** For the whole time from start to stop. */
  readonly timeMinorPerMinute: number;
  /** For the time after the car stopped drawing energy, beyond the grace time. */
  readonly idleMinorPerMinute: number;
  readonly idleGraceMinutes: number;
  /** Hundredths of a percent: 2000 is 20 %. */
  readonly vatRateBasisPoints: number;
  readonly pricesIncludeVat: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly version: number;
}

/** The tariff as it was when a session began; later changes do not touch the session. */
export type TariffSnapshot = Omit<Tariff, "operatorId" | "createdAt" | "updatedAt">;

/** What a session costs. `amountMinor` = `netMinor` + `vatMinor`; the components add up to gross or net as the tariff's prices are. */
export interface Cost {
  readonly amountMinor: number;
  readonly currency: string;
  readonly netMinor: number;
  readonly vatMinor: number;
  readonly components: {
    readonly startFeeMinor: number;
    readonly energyMinor: number;
    readonly timeMinor: number;
    readonly idleMinor: number;
  };
}
