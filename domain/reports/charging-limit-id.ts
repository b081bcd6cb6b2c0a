import { sortableNumber } from "./reported-thing.ts";

/** What an outside limit is told apart by: where it counts, 0 for the whole charger, and who set it. */
export function chargingLimitId(evseId: number, source: string): string {
  return `${sortableNumber(evseId)}.${source}`;
}
