import {
  ApiGatewayManagementApiClient,
  GetConnectionCommand,
  GoneException,
} from "@aws-sdk/client-apigatewaymanagementapi";

const PATIENCE_MS = 2_000;

/** When anything last went over a socket of the stage at `managementUrl`, ISO 8601 UTC; undefined where there is none. */
export function socketActivity(
  managementUrl: string,
): (connectionId: string) => Promise<string | undefined> {
  const client = new ApiGatewayManagementApiClient({ endpoint: managementUrl });
  return async (connectionId) => {
    try {
      const { LastActiveAt, ConnectedAt } = await client.send(
        new GetConnectionCommand({ ConnectionId: connectionId }),
        { abortSignal: AbortSignal.timeout(PATIENCE_MS) },
      );
      return (LastActiveAt ?? ConnectedAt ?? new Date(0)).toISOString();
    } catch (error) {
      if (error instanceof GoneException) return undefined;
      throw error;
    }
  };
}
