import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import middy from "@middy/core";
import { currentConnection } from "#adapters/dynamodb/current-connection.ts";
import { findMessageWatch } from "#adapters/dynamodb/message-watch-store.ts";
import { watchedSocket } from "#adapters/dynamodb/watched-socket.ts";
import { environment } from "#functions/shared/environment.ts";
import { logger } from "#functions/shared/observability.ts";

const fleetTable = environment("FLEET_TABLE");
const findConnection = currentConnection(fleetTable);
const tellSocket = watchedSocket(environment("CONNECTIONS_TABLE"));

interface Event {
  readonly detail: { readonly operatorId: string; readonly chargerId: string };
}

/**
 * Woken when somebody begins to watch a charger, and when a charger comes back: its socket learns of the watch. Both are
 * read as they are now: an event may be older than the last change. Throws to be called again.
 */
export const handler = middy(async ({ detail }: Event) => {
  const { operatorId, chargerId } = detail;
  const address = { operatorId, chargerId };
  const watch = await findMessageWatch(fleetTable, address, new Date().toISOString());
  const connection = watch && (await findConnection(address));
  if (watch && connection) await tellSocket(connection.connectionId, watch);
}).use(injectLambdaContext(logger, { resetKeys: true }));
