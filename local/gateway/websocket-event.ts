import { type ArrivingRequest, headerPairs } from "./arriving-request.ts";
import { type Connection, newRequestId } from "./connection.ts";
import { requestTime } from "./request-time.ts";
import type { WebSocketDefinition } from "./websocket-definition.ts";

type EventType = "CONNECT" | "MESSAGE" | "DISCONNECT";
type Fields = Readonly<Record<string, unknown>>;

function requestContext(
  api: WebSocketDefinition,
  connection: Connection,
  routeKey: string,
  eventType: EventType,
  more: Fields = {},
): Fields {
  const now = Date.now();
  const requestId = newRequestId();
  return {
    routeKey,
    ...more,
    eventType,
    extendedRequestId: requestId,
    requestTime: requestTime(now),
    messageDirection: "IN",
    stage: api.stageName,
    connectedAt: connection.connectedAtMs,
    requestTimeEpoch: now,
    identity: { userAgent: connection.userAgent, sourceIp: connection.sourceIp },
    requestId,
    domainName: `${api.apiId}.execute-api.eu-west-1.amazonaws.com`,
    connectionId: connection.connectionId,
    apiId: api.apiId,
  };
}

/** The event of `$connect`, the only one with headers and query. */
export function connectEvent(
  api: WebSocketDefinition,
  connection: Connection,
  request: ArrivingRequest,
): Fields {
  const query = new URLSearchParams(request.queryString);
  return {
    headers: Object.fromEntries(request.headers),
    multiValueHeaders: gathered(request.headers),
    ...(request.queryString !== "" && {
      queryStringParameters: Object.fromEntries(query),
      multiValueQueryStringParameters: gathered([...query]),
    }),
    requestContext: requestContext(api, connection, "$connect", "CONNECT"),
    isBase64Encoded: false,
  };
}

/** The event of a message. */
export function messageEvent(
  api: WebSocketDefinition,
  connection: Connection,
  routeKey: string,
  body: string,
): Fields {
  return {
    requestContext: requestContext(api, connection, routeKey, "MESSAGE", {
      messageId: newRequestId(),
    }),
    body,
    isBase64Encoded: false,
  };
}

/** The event of `$disconnect`; `code` and `reason` of the close frame, 1006 where none came. */
export function disconnectEvent(
  api: WebSocketDefinition,
  connection: Connection,
  code: number,
  reason: string,
): Fields {
  const host = `${api.apiId}.execute-api.eu-west-1.amazonaws.com`;
  const headers = headerPairs(["Host", host, "X-Forwarded-For", "", "x-restapi", ""]);
  return {
    headers: Object.fromEntries(headers),
    multiValueHeaders: gathered(headers),
    requestContext: requestContext(api, connection, "$disconnect", "DISCONNECT", {
      disconnectStatusCode: code,
      disconnectReason: reason,
    }),
    isBase64Encoded: false,
  };
}

function gathered(
  pairs: readonly (readonly [string, string])[],
): Readonly<Record<string, readonly string[]>> {
  const result: Record<string, string[]> = {};
  for (const [name, value] of pairs) {
    const values = result[name] ?? [];
    values.push(value);
    result[name] = values;
  }
  return result;
}
