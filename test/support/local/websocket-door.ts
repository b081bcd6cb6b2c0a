import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type ClientOptions, WebSocket } from "ws";
import { headerPairs } from "#local/gateway/arriving-request.ts";
import { answerManagementRequest } from "#local/gateway/management-api.ts";
import { createWebSocketApi, type WebSocketApi } from "#local/gateway/websocket-api.ts";
import { WEBSOCKET_LIMITS, type WebSocketLimits } from "#local/gateway/websocket-definition.ts";

type Event = Readonly<Record<string, unknown>> & {
  readonly requestContext: Readonly<Record<string, unknown>>;
};
export type Functions = Readonly<Record<string, (event: Event) => unknown>>;

export interface Door {
  readonly api: WebSocketApi;
  readonly events: readonly Event[];
  readonly open: (protocols?: readonly string[], options?: ClientOptions) => WebSocket;
  readonly manage: (
    method: string,
    connectionId: string,
    body?: string,
    headers?: object,
  ) => Promise<Response>;
  readonly close: () => Promise<void>;
}

/** A WebSocket API with the stage `v1` behind a real port; each route is a function of the test, and a `+` before its name makes it answer. */
export async function openDoor(
  functions: Functions,
  limits: Partial<WebSocketLimits> = {},
): Promise<Door> {
  const events: Event[] = [];
  const routes = new Map(
    Object.keys(functions).map((key) => [
      key.replace(/^\+/, ""),
      { functionArn: key, answers: key.startsWith("+"), timeoutMs: 2_000 },
    ]),
  );
  const api = createWebSocketApi({
    definition: {
      apiId: "abc",
      stageName: "v1",
      routeSelectionExpression: "$request.body.[2]",
      routes,
    },
    limits: { ...WEBSOCKET_LIMITS, ...limits },
    writeLog: () => undefined,
    invoke: async (arn, event) => {
      events.push(event as Event);
      return functions[arn]?.(event as Event);
    },
  });
  const server: Server = createServer((request, response) => {
    void answerManagementRequest([api], request, response);
  });
  server.on("upgrade", (raw, socket, head) => {
    const [path = "", queryString = ""] = (raw.url ?? "").split("?");
    void api.upgrade(raw, socket, head, {
      method: raw.method ?? "",
      path,
      queryString,
      headers: headerPairs(raw.rawHeaders),
      sourceIp: "127.0.0.1",
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    api,
    events,
    open: (protocols = [], options = {}) =>
      new WebSocket(`ws://127.0.0.1:${port}/v1?charger=CP-1`, [...protocols], options),
    manage: (method, connectionId, body, headers = { authorization: "AWS4-HMAC-SHA256 x" }) =>
      fetch(`http://127.0.0.1:${port}/abc/v1/@connections/${encodeURIComponent(connectionId)}`, {
        method,
        headers: { ...headers },
        ...(body === undefined ? {} : { body }),
      }),
    close: async () => {
      await api.stop(100);
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Waits for the next message as text. */
export async function nextMessage(socket: WebSocket): Promise<string> {
  const [data] = await once(socket, "message");
  return String(data);
}

/** Waits for the close frame's code. */
export async function closeCode(socket: WebSocket): Promise<number> {
  const [code] = await once(socket, "close");
  return Number(code);
}

/** The HTTP status by which a handshake was refused. */
export async function refusal(socket: WebSocket): Promise<number> {
  const [request, response] = await once(socket, "unexpected-response");
  request.destroy();
  return Number(response.statusCode);
}
