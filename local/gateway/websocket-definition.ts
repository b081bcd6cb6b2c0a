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

export const WEBSOCKET_LIMITS: WebSocketLimits = {
  messageBytes: 128 * 1024,
  frameBytes: 32 * 1024,
  idleMs: 10 * 60_000,
  lifetimeMs: 2 * 60 * 60_000,
};
