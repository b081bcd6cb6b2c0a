import { deviationStore } from "#adapters/dynamodb/deviation-store.ts";
import type { ConnectionBinding } from "#domain/fleet/charger.ts";
import { type DeviationMemory, noteDeviations } from "#domain/fleet/note-deviations.ts";
import type { Deviation } from "#ocpp/normalise/deviation.ts";
import { environment } from "./environment.ts";
import { logger } from "./observability.ts";

const memory: DeviationMemory = new Map();
const log = deviationStore(environment("FLEET_TABLE"));

/** Takes down the deviations of a message whose answer is decided already: what fails here is logged, and no more. */
export async function noteQuietly(message: {
  readonly caller: ConnectionBinding;
  readonly action: string;
  readonly deviations: readonly Deviation[];
  readonly seenAt: string;
}): Promise<void> {
  // Of a station that nobody made known nothing is kept but what its boot told.
  if (message.deviations.length === 0 || message.caller.pending) return;
  try {
    await noteDeviations(message, { log, memory });
  } catch (error) {
    const { operatorId, chargerId } = message.caller;
    logger.error("deviations could not be taken down", { operatorId, chargerId, error });
  }
}
