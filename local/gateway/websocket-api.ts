import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { Invoke, WriteLog } from "../services.ts";
import { type ArrivingRequest, headerOf } from "./arriving-request.ts";
import { type Connection, newConnectionId, newRequestId } from "./connection.ts";
import { watchFrameSizes } from "./frame-limit.ts";
import { isHandshake, refuseHandshake, type Verdict, verdictOf } from "./handshake.ts";
import { routeSelector } from "./route-selection.ts";
import type {
  WebSocketDefinition,
  WebSocketLimits,
  WebSocketRoute,
} from "./websocket-definition.ts";
import { connectEvent, disconnectEvent, messageEvent } from "./websocket-event.ts";
import { withTimeout } from "./with-timeout.ts";

export interface WebSocketApiOptions {
  readonly definition: WebSocketDefinition;
  readonly limits: WebSocketLimits;
  readonly invoke: Invoke;
  readonly writeLog: WriteLog;
}

/** A WebSocket API of API Gateway. */
export interface WebSocketApi {
  readonly apiId: string;
  readonly stageName: string;
  readonly connections: ReadonlyMap<string, Connection>;
  /** Takes over an upgrade: asks `$connect`, then opens the socket or answers with the status that `$connect` gave. */
  readonly upgrade: (
    raw: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    request: ArrivingRequest,
  ) => Promise<void>;
  /** Closes every socket, as the service does when it goes away, and lets `$disconnect` run for at most `graceMs`. */
  readonly stop: (graceMs: number) => Promise<void>;
}

interface ProxyResult {
  readonly statusCode?: unknown;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, unknown>>;
}

export function createWebSocketApi(options: WebSocketApiOptions): WebSocketApi {
  const { definition, limits, invoke, writeLog } = options;
  const connections = new Map<string, Connection>();
  const disconnecting = new Set<Promise<unknown>>();
  const selectRoute = routeSelector(definition.routeSelectionExpression);
  // One server for every handshake; the subprotocol is $connect's choice and set just before, which nothing can interrupt.
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: limits.messageBytes,
    perMessageDeflate: false,
    clientTracking: false,
    handleProtocols: () => chosenProtocol,
  });
  let chosenProtocol: string | false = false;

  const call = (route: WebSocketRoute, event: unknown): Promise<ProxyResult> =>
    withTimeout(invoke(route.functionArn, event), route.timeoutMs).then(
      (result) => (typeof result === "object" && result !== null ? result : {}) as ProxyResult,
    );

  const answerError = (connection: Connection, message: string): void => {
    const { connectionId } = connection;
    connection.socket?.send(JSON.stringify({ message, connectionId, requestId: newRequestId() }));
  };

  const onMessage = async (connection: Connection, body: string): Promise<void> => {
    const selected = selectRoute(body);
    const routeKey =
      selected !== undefined && !selected.startsWith("$") && definition.routes.has(selected)
        ? selected
        : "$default";
    const route = definition.routes.get(routeKey);
    if (route === undefined) return answerError(connection, "Forbidden");
    try {
      const result = await call(route, messageEvent(definition, connection, routeKey, body));
      if (route.answers && result.body !== undefined) connection.socket?.send(String(result.body));
    } catch (error) {
      writeLog(`websocket ${routeKey}: ${String(error)}`);
      answerError(connection, "Internal server error");
    }
  };

  const onClose = (connection: Connection, code: number, reason: string): void => {
    connections.delete(connection.connectionId);
    const route = definition.routes.get("$disconnect");
    if (route === undefined) return;
    const done = call(route, disconnectEvent(definition, connection, code, reason))
      .catch((error: unknown) => writeLog(`websocket $disconnect: ${String(error)}`))
      .finally(() => disconnecting.delete(done));
    disconnecting.add(done);
  };

  const open = (connection: Connection, socket: WebSocket, transport: Duplex): void => {
    connection.socket = socket;
    const close = (code: number, reason: string): void => {
      connection.closing = true;
      socket.close(code, reason);
    };
    const lifetime = setTimeout(() => close(1001, "Going away"), limits.lifetimeMs);
    const idle = setTimeout(() => close(1001, "Going away"), limits.idleMs);
    connection.touch = () => {
      connection.lastActiveAtMs = Date.now();
      idle.refresh();
    };
    transport.on(
      "data",
      watchFrameSizes(limits.frameBytes, () => close(1009, "Frame too large")),
    );
    socket.on("message", (message: Buffer, isBinary) => {
      if (connection.closing) return;
      connection.touch();
      if (isBinary) return close(1003, "Binary is unsupported");
      void onMessage(connection, message.toString("utf8"));
    });
    socket.on("error", () => undefined);
    socket.on("close", (code, reason) => {
      clearTimeout(lifetime);
      clearTimeout(idle);
      onClose(connection, code, reason.toString("utf8"));
    });
  };

  const askConnect = async (connection: Connection, request: ArrivingRequest): Promise<Verdict> => {
    const route = definition.routes.get("$connect");
    if (route === undefined) return { status: 200 };
    try {
      return verdictOf(await call(route, connectEvent(definition, connection, request)));
    } catch (error) {
      writeLog(`websocket $connect: ${String(error)}`);
      return { status: 502 };
    }
  };

  return {
    apiId: definition.apiId,
    stageName: definition.stageName,
    connections,
    upgrade: async (raw, transport, head, request) => {
      transport.on("error", () => transport.destroy());
      if (request.path.replace(/\/$/, "") !== `/${definition.stageName}`) {
        return refuseHandshake(transport, 403);
      }
      if (!isHandshake(request)) return refuseHandshake(transport, 400);
      const connection = newConnection(request);
      connections.set(connection.connectionId, connection);
      const answer = await askConnect(connection, request);
      if (answer.status < 200 || answer.status > 299) {
        connections.delete(connection.connectionId);
        return refuseHandshake(transport, answer.status);
      }
      // The client may be gone by now, or `ws` may refuse what it sent: then $disconnect follows at once.
      const gone = (): void => onClose(connection, 1006, "");
      if (transport.destroyed) return gone();
      transport.once("close", gone);
      chosenProtocol = answer.protocol ?? false;
      server.handleUpgrade(raw, transport, head, (socket) => {
        transport.off("close", gone);
        open(connection, socket, transport);
      });
    },
    stop: async (graceMs) => {
      for (const connection of connections.values()) {
        connection.closing = true;
        connection.socket?.close(1001, "Going away");
      }
      const grace = new Promise((resolve) => setTimeout(resolve, graceMs).unref());
      await Promise.race([grace, allClosed(connections, disconnecting)]);
      for (const { socket } of connections.values()) socket?.terminate();
    },
  };
}

function newConnection(request: ArrivingRequest): Connection {
  return {
    connectionId: newConnectionId(),
    connectedAtMs: Date.now(),
    lastActiveAtMs: Date.now(),
    sourceIp: request.sourceIp,
    userAgent: headerOf(request, "user-agent"),
    closing: false,
    touch: () => undefined,
  };
}

async function allClosed(
  connections: ReadonlyMap<string, Connection>,
  disconnecting: ReadonlySet<Promise<unknown>>,
): Promise<void> {
  const sockets = [...connections.values()].flatMap(({ socket }) => socket ?? []);
  await Promise.all(sockets.map((socket) => once(socket, "close")));
  await Promise.all(disconnecting);
}
