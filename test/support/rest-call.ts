import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { aContext } from "./lambda-context.ts";

export interface RestCall {
  /** As API Gateway names the route, e.g. `GET /v1/operators/{operatorId}`. */
  readonly routeKey: string;
  /** Values for the route's parameters; others are left out. */
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A string is sent as it is, anything else as JSON. */
  readonly body?: unknown;
}

export interface RestAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of an answer by asserting it
  readonly body: any;
}

type Handler = (event: never, context: never) => Promise<unknown>;

/** The event of an HTTP API in payload format 2.0. */
export function restEvent(call: RestCall): APIGatewayProxyEventV2 {
  const [method = "", template = ""] = call.routeKey.split(" ");
  const rawPath = template.replaceAll(/\{(\w+)\}/g, (_, name) => call.path?.[name] ?? "");
  const body = typeof call.body === "string" ? call.body : JSON.stringify(call.body);
  return {
    version: "2.0",
    routeKey: call.routeKey,
    rawPath,
    rawQueryString: call.query ?? "",
    headers: {
      ...(body !== undefined && { "content-type": "application/json" }),
      ...call.headers,
    },
    pathParameters: Object.fromEntries(
      Object.entries(call.path ?? {}).filter(([name]) => template.includes(`{${name}}`)),
    ),
    requestContext: {
      accountId: "000000000000",
      apiId: "api",
      domainName: "api.example.test",
      domainPrefix: "api",
      http: {
        method,
        path: rawPath,
        protocol: "HTTP/1.1",
        sourceIp: "192.0.2.1",
        userAgent: "test",
      },
      requestId: "request-1",
      routeKey: call.routeKey,
      stage: "$default",
      time: "01/Mar/2026:10:00:00 +0000",
      timeEpoch: 1_772_359_200_000,
    },
    ...(body !== undefined && { body }),
    isBase64Encoded: false,
  };
}

/** Calls a function as API Gateway does. */
export async function callRest(handler: unknown, call: RestCall): Promise<RestAnswer> {
  const result = await (handler as Handler)(restEvent(call) as never, aContext() as never);
  const {
    statusCode,
    headers = {},
    body,
  } = result as {
    readonly statusCode: number;
    readonly headers?: Readonly<Record<string, unknown>>;
    readonly body?: string;
  };
  const isJson = /^application\/(\w+\+)?json/.test(String(headers["content-type"]));
  const parsed = body !== undefined && isJson ? JSON.parse(body) : body;
  return { status: statusCode, headers, body: parsed };
}
