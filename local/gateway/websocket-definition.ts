export interface WebSocketRoute {
  readonly functionArn: string;
  /** Whether the template has a route response, so that the function's body goes back over the socket. */
  readonly answers: boolean;
  readonly timeoutMs: number;
}

/** A WebSocket API with its one stage, as the template defines it. */
export interface WebSocketDefinition {
  readonly apiId: string;
  readonly stageName: string;
  /** e.g. `$request.body.[2]` */
  readonly routeSelectionExpression: string;
  readonly routes: ReadonlyMap<string, WebSocketRoute>;
}

/** API Gateway's quotas, which nobody can have raised. A test makes the times shorter. */
export interface WebSocketLimits {
  readonly messageBytes: number;
  readonly frameBytes: number;
  readonly idleMs: number;
  readonly lifetimeMs: number;
}

/** How many seconds a socket lives here, for who wants to see the cut of every two hours without waiting for it. */
export const SOCKET_LIFETIME_VARIABLE = "CHARGEWARD_SOCKET_LIFETIME_SECONDS";

/** The limits of API Gateway, with the lifetime that the environment asks for. Throws where that is no number of seconds. */
export function webSocketLimits(environment: NodeJS.ProcessEnv): WebSocketLimits {
  const asked = environment[SOCKET_LIFETIME_VARIABLE];
  if (asked === undefined) return WEBSOCKET_LIMITS;
  if (!/^[1-9]\d{0,3}$/.test(asked))
    throw new Error(`${SOCKET_LIFETIME_VARIABLE} wants seconds from 1 to 9999, not "${asked}".`);
  return { ...WEBSOCKET_LIMITS, lifetimeMs: Number(asked) * 1000 };
}

export const WEBSOCKET_LIMITS: WebSocketLimits = {
  messageBytes: 128 * 1024,
  frameBytes: 32 * 1024,
  idleMs: 10 * 60_000,
  lifetimeMs: 2 * 60 * 60_000,
};
