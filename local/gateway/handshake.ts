import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { type ArrivingRequest, headerOf } from "./arriving-request.ts";
import { newConnectionId, newRequestId } from "./connection.ts";
import { refuseUpgrade } from "./refuse-upgrade.ts";

/** What `$connect` decided. */
export interface Verdict {
  readonly status: number;
  readonly protocol?: string;
}

interface ConnectResult {
  readonly statusCode?: unknown;
  readonly headers?: Readonly<Record<string, unknown>>;
}

/** Reads what the function of `$connect` answered; without a status it counts as broken. */
export function verdictOf({ statusCode, headers = {} }: ConnectResult): Verdict {
  const protocol = Object.entries(headers).find(
    ([name]) => name.toLowerCase() === "sec-websocket-protocol",
  )?.[1];
  return {
    status: typeof statusCode === "number" ? statusCode : 502,
    ...(protocol === undefined ? {} : { protocol: String(protocol) }),
  };
}

/** RFC 6455 §4.2.1; checked before `$connect` is asked, so that a request that can never become a socket costs nothing. */
export function isHandshake(request: ArrivingRequest): boolean {
  return (
    request.method === "GET" &&
    /^[+/0-9A-Za-z]{22}==$/.test(headerOf(request, "sec-websocket-key") ?? "") &&
    headerOf(request, "sec-websocket-version") === "13"
  );
}

/** Refuses a handshake in API Gateway's own words. */
export function refuseHandshake(transport: Duplex, status: number): void {
  refuseUpgrade(transport, status, {
    message: STATUS_CODES[status] ?? "",
    connectionId: newConnectionId(),
    requestId: newRequestId(),
  });
}
