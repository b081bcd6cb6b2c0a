import { offboardingStore } from "#adapters/dynamodb/offboarding-store.ts";
import { operatorSockets } from "#adapters/dynamodb/operator-sockets.ts";
import { type StreamRecord, streamChange } from "#adapters/dynamodb/stream-change.ts";
import { environment } from "#functions/shared/environment.ts";
import { eventHandler } from "#functions/shared/event-handler.ts";
import { logger } from "#functions/shared/observability.ts";

const operators = offboardingStore(environment("DIRECTORY_TABLE"));
const tellSockets = operatorSockets({
  fleetTable: environment("FLEET_TABLE"),
  connectionsTable: environment("CONNECTIONS_TABLE"),
});

/** Woken when an operator is suspended or goes on: its chargers' sockets learn whether sessions may begin. */
export const handler = eventHandler<StreamRecord>({
  async handle(records) {
    const failed: string[] = [];
    for (const { pk: operatorId, sk, sequenceNumber } of records.map(streamChange)) {
      if (sk !== "OPERATOR") continue;
      try {
        // As it is now, not as it was: an older record that comes again must not undo a newer one.
        const operator = await operators.find(operatorId);
        const suspended = operator?.suspendedAt !== undefined;
        const sockets = await tellSockets(operatorId, suspended);
        logger.info("sockets told", { operatorId, suspended, sockets });
      } catch (error) {
        logger.error("sockets could not be told", { operatorId, error });
        failed.push(sequenceNumber);
      }
    }
    return failed;
  },
});
