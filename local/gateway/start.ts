import { createServer } from "node:http";
import type { Resolver } from "../assembly/resolver.ts";
import type { Invoke, LocalService, WriteLog } from "../services.ts";
import { httpDefinitions, webSocketDefinitions } from "./definitions.ts";
import { createHttpApi, type HttpApi } from "./http-api.ts";
import { listen } from "./listen.ts";
import { answerManagementRequest } from "./management-api.ts";
import { createWebSocketApi, type WebSocketApi } from "./websocket-api.ts";
import { webSocketLimits } from "./websocket-definition.ts";

export interface GatewayOptions {
  readonly resolver: Resolver;
  readonly invoke: Invoke;
  readonly writeLog: WriteLog;
}

/** API Gateway: the APIs of the templates, reached through the edge, and @connections, which the functions call. */
export interface Gateway extends LocalService {
  readonly webSocketApis: readonly WebSocketApi[];
  readonly httpApis: readonly HttpApi[];
  readonly managementEndpoint: string;
  /** Closes every socket and lets `$disconnect` run for a moment. */
  readonly closeSockets: () => Promise<void>;
}

/** `$disconnect` may run so long when the platform stops; then the sockets are cut. */
const DISCONNECT_GRACE_MS = 450;

export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { resolver, invoke, writeLog } = options;
  const limits = webSocketLimits(process.env);
  const webSocketApis = webSocketDefinitions(resolver).map((definition) =>
    createWebSocketApi({ definition, limits, invoke, writeLog }),
  );
  const httpApis = httpDefinitions(resolver).map((definition) =>
    createHttpApi(definition, invoke, writeLog),
  );
  const management = createServer((request, response) => {
    answerManagementRequest(webSocketApis, request, response).catch((error: unknown) => {
      writeLog(`@connections: ${String(error)}`);
      response.destroy();
    });
  });
  const port = await listen(management, 0, "");
  return {
    name: "API Gateway",
    webSocketApis,
    httpApis,
    managementEndpoint: `http://127.0.0.1:${port}`,
    closeSockets: async () => {
      await Promise.all(webSocketApis.map((api) => api.stop(DISCONNECT_GRACE_MS)));
    },
    stop: async () => {
      management.close();
      management.closeAllConnections();
    },
  };
}
