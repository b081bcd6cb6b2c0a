export interface HttpRoute {
  /** `GET /v1/things/{id}`, `ANY /{proxy+}` or `$default` */
  readonly routeKey: string;
  readonly functionArn: string;
  readonly timeoutMs: number;
}

/** An HTTP API as the template defines it; its stage is `$default`. */
export interface HttpDefinition {
  readonly apiId: string;
  readonly stageName: string;
  readonly routes: readonly HttpRoute[];
}
