import { currentConnection } from "#adapters/dynamodb/current-connection.ts";
import { findMessageWatch } from "#adapters/dynamodb/message-watch-store.ts";
import { type StreamRecord, streamChange } from "#adapters/dynamodb/stream-change.ts";
import { watchedSocket } from "#adapters/dynamodb/watched-socket.ts";
import { environment } from "#functions/shared/environment.ts";
import { eventHandler } from "#functions/shared/event-handler.ts";
import { logger } from "#functions/shared/observability.ts";

const fleetTable = environment("FLEET_TABLE");
const findConnection = currentConnection(fleetTable);
const tellSocket = watchedSocket(environment("CONNECTIONS_TABLE"));

/** Woken when somebody begins to watch a charger, and when a charger comes back: its socket learns of the watch. */
export const handler = eventHandler<StreamRecord>({
  async handle(records) {
    const failed: string[] = [];
    for (const { pk, sequenceNumber } of records.map(streamChange)) {
      const [operatorId = "", chargerId = ""] = pk.split("#");
      const address = { operatorId, chargerId };
      try {
        // As both are now, not as they were: a record may be older than the last change.
        const watch = await findMessageWatch(fleetTable, address, new Date().toISOString());
        const connection = watch && (await findConnection(address));
        if (watch && connection) await tellSocket(connection.connectionId, watch);
      } catch (error) {
        logger.error("a socket could not be told of a watch", { ...address, error });
        failed.push(sequenceNumber);
      }
    }
    return failed;
  },
});
