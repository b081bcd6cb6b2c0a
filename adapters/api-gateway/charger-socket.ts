import {
  ApiGatewayManagementApiClient,
  PostToConnectionCommand,
} from "@aws-sdk/client-apigatewaymanagementapi";
import type { ChargerSocket } from "#domain/commands/command-queue.ts";

/** Sockets of chargers behind the @connections API, whose URL is the stage's. */
export function chargerSocket(managementUrl: string): ChargerSocket {
  const client = new ApiGatewayManagementApiClient({ endpoint: managementUrl });
  return {
    async post(connectionId, text) {
      try {
        await client.send(
          new PostToConnectionCommand({ ConnectionId: connectionId, Data: Buffer.from(text) }),
        );
        return "posted";
      } catch (error) {
        const name = error instanceof Error ? error.name : "";
        if (name === "GoneException") return "gone";
        if (name === "LimitExceededException") return "busy";
        throw error;
      }
    },
  };
}
