import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import middy from "@middy/core";
import { connectionReader, connectionStore } from "#adapters/dynamodb/connection-store.ts";
import { environment } from "#functions/shared/environment.ts";
import { logger } from "#functions/shared/observability.ts";

const connectionsTable = environment("CONNECTIONS_TABLE");
const findBinding = connectionReader(connectionsTable);
const connections = connectionStore({ connectionsTable, fleetTable: environment("FLEET_TABLE") });

interface DisconnectEvent {
  readonly requestContext: { readonly connectionId: string };
}

async function forget(event: DisconnectEvent): Promise<{ readonly statusCode: number }> {
  const { connectionId } = event.requestContext;
  try {
    const binding = await findBinding(connectionId);
    if (!binding) return { statusCode: 200 };
    await connections.close(binding, new Date().toISOString());
    const { operatorId, chargerId } = binding;
    logger.info("charger disconnected", { connectionId, operatorId, chargerId });
    return { statusCode: 200 };
  } catch (error) {
    logger.error("disconnect could not be recorded", { connectionId, error });
    return { statusCode: 500 };
  }
}

/** `$disconnect`: forgets a socket. API Gateway sends it at best once, perhaps late, perhaps never; the binding's TTL is the backstop. */
export const handler = middy(forget).use(injectLambdaContext(logger, { resetKeys: true }));
