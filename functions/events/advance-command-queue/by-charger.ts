import type { Wake } from "#domain/commands/command-queue.ts";
import type { DeliveredWake } from "./wakes.ts";

/** What a batch asks of one charger's queue, and which records come again if that fails. */
export interface ChargerWakes {
  readonly wakes: readonly Wake[];
  readonly recordIds: readonly string[];
}

interface Gathering {
  readonly wakes: Map<string, Wake>;
  readonly recordIds: string[];
}

/** The wakes of a batch by charger, each different one once. */
export function byCharger(delivered: readonly DeliveredWake[]): ChargerWakes[] {
  const chargers = new Map<string, Gathering>();
  for (const { wake, recordId } of delivered) {
    const { operatorId, chargerId, commandId, sentAt } = wake;
    const charger = JSON.stringify([operatorId, chargerId]);
    const known: Gathering = chargers.get(charger) ?? { wakes: new Map(), recordIds: [] };
    known.wakes.set(JSON.stringify([commandId, sentAt]), wake);
    known.recordIds.push(recordId);
    chargers.set(charger, known);
  }
  return [...chargers.values()].map(({ wakes, recordIds }) => ({
    wakes: [...wakes.values()],
    recordIds,
  }));
}
