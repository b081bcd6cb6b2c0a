import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  GoneException,
} from "@aws-sdk/client-apigatewaymanagementapi";

/** A dead socket must not keep its successor waiting. */
const PATIENCE_MS = 2_000;

/** Closes sockets of the stage at `managementUrl`; false where there is none, or none yet. */
export function socketCloser(managementUrl: string): (connectionId: string) => Promise<boolean> {
  const client = new ApiGatewayManagementApiClient({ endpoint: managementUrl });
  return async (connectionId) => {
    try {
      await client.send(new DeleteConnectionCommand({ ConnectionId: connectionId }), {
        abortSignal: AbortSignal.timeout(PATIENCE_MS),
      });
      return true;
    } catch (error) {
      if (error instanceof GoneException) return false;
      throw error;
    }
  };
}
