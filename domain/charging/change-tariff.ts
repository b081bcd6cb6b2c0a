import { type PriceBase, priceBaseOf, pricesOf } from "../access/price-base.ts";
import { DomainError } from "../errors.ts";
import type { Tariff } from "./tariff.ts";

/** A tariff as it is stored. */
export type MeasuredTariff = Tariff & { readonly priceBase?: PriceBase };

/** What may be changed of a tariff; what is absent or undefined stays. */
export type TariffChanges = {
  readonly [K in Exclude<
    keyof Tariff,
    "operatorId" | "tariffId" | "currency" | "createdAt" | "updatedAt" | "version"
  >]?: Tariff[K] | undefined;
};

export interface TariffChange {
  readonly before: MeasuredTariff;
  readonly changes: TariffChanges;
  /** Whether a second person allowed it: then later changes are measured against it. */
  readonly isApproved: boolean;
  readonly now: string;
}

/** Writes the fields if the tariff still is what was read; throws `version.conflict`. */
export type WriteTariff = (
  before: Tariff,
  fields: TariffChanges & { readonly priceBase: PriceBase },
  now: string,
) => Promise<void>;

/** A tariff with changes applied. */
export function changedTariff(before: Tariff, changes: TariffChanges): Tariff {
  const set = Object.entries(changes).filter(([, value]) => value !== undefined);
  return { ...before, ...Object.fromEntries(set) };
}

/** Changes a tariff and keeps what the next change is measured against. Throws `version.conflict`. */
export async function changeTariff(change: TariffChange, write: WriteTariff): Promise<void> {
  const { before, changes, isApproved, now } = change;
  const priceBase = isApproved
    ? { prices: pricesOf(changedTariff(before, changes)), since: now }
    : priceBaseOf(before, now);
  await write(before, { ...changes, priceBase }, now);
}

/** Refuses a tariff that is not the one that was approved. Throws `version.conflict`. */
export function demandVersion(tariff: Tariff, version: number): void {
  if (tariff.version !== version) {
    throw new DomainError("version.conflict", "The tariff was changed since this was asked for.");
  }
}
