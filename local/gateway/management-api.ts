import type { IncomingMessage, ServerResponse } from "node:http";
import type { Connection } from "./connection.ts";
import { readBody } from "./read-body.ts";
import type { WebSocketApi } from "./websocket-api.ts";
import { WEBSOCKET_LIMITS } from "./websocket-definition.ts";

/** Answers a request of the @connections API: `POST | GET | DELETE /<apiId>/<stage>/@connections/<connectionId>`. */
export async function answerManagementRequest(
  apis: readonly WebSocketApi[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [path = ""] = (request.url ?? "").split("?");
  const [, apiId, stageName, id = ""] =
    /^\/([^/]+)\/([^/]+)\/(?:@|%40)connections\/([^/]+)$/.exec(path) ?? [];
  const api = apis.find((each) => each.apiId === apiId && each.stageName === stageName);
  // Signatures are not checked here, but a call without one would be refused by AWS.
  if (api === undefined || !/^AWS4-HMAC-SHA256 /.test(request.headers.authorization ?? "")) {
    return answerError(response, 403, "ForbiddenException", "Forbidden");
  }
  const connection = api.connections.get(decodeURIComponent(id));
  const body = await readBody(request, WEBSOCKET_LIMITS.messageBytes);
  if (body === undefined) {
    return answerError(response, 413, "PayloadTooLargeException", "Message too long");
  }
  if (connection?.socket === undefined || connection.socket.readyState !== connection.socket.OPEN) {
    return answerError(response, 410, "GoneException", "Gone");
  }
  switch (request.method) {
    case "POST":
      return post(connection, body, response);
    case "GET":
      return answerJson(response, 200, {
        connectedAt: new Date(connection.connectedAtMs).toISOString(),
        lastActiveAt: new Date(connection.lastActiveAtMs).toISOString(),
        identity: { sourceIp: connection.sourceIp, userAgent: connection.userAgent },
      });
    case "DELETE":
      connection.closing = true;
      connection.socket.close(1000, "Connection Closed Normally");
      response.writeHead(204).end();
      return;
    default:
      return answerError(response, 403, "ForbiddenException", "Forbidden");
  }
}

function post(connection: Connection, body: Buffer, response: ServerResponse): void {
  connection.touch();
  connection.socket?.send(body.toString("utf8"), (error) => {
    if (error) answerError(response, 410, "GoneException", "Gone");
    else response.writeHead(200).end();
  });
}

function answerError(
  response: ServerResponse,
  status: number,
  errorType: string,
  message: string,
): void {
  response.setHeader("x-amzn-errortype", errorType);
  answerJson(response, status, { message });
}

function answerJson(response: ServerResponse, status: number, content: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(content));
}
