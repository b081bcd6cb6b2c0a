import type { Invoke, WriteLog } from "../services.ts";
import type { ArrivingRequest } from "./arriving-request.ts";
import type { HttpDefinition } from "./http-definition.ts";
import { httpEvent } from "./http-event.ts";
import { createRouteTable } from "./http-routes.ts";
import { withTimeout } from "./with-timeout.ts";

/** An answer before it is put on the wire. */
export interface Answer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer | string;
}

export interface HttpApi {
  readonly apiId: string;
  readonly stageName: string;
  /** Answers a request; `body` is undefined when it was longer than `MAXIMUM_BODY_BYTES`. */
  readonly answer: (request: ArrivingRequest, body: Buffer | undefined) => Promise<Answer>;
}

export const MAXIMUM_BODY_BYTES = 10 * 1024 * 1024;

interface ProxyResult {
  readonly statusCode: number | string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly cookies?: readonly string[];
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}

/** An HTTP API of API Gateway with Lambda integrations in payload format 2.0. */
export function createHttpApi(
  definition: HttpDefinition,
  invoke: Invoke,
  writeLog: WriteLog,
): HttpApi {
  const findRoute = createRouteTable(definition.routes);
  return {
    apiId: definition.apiId,
    stageName: definition.stageName,
    answer: async (request, body) => {
      const path = decodedPath(request.path);
      if (path === undefined) return message(400, "Bad Request");
      const match = findRoute(request.method, path);
      if (match === undefined) return message(404, "Not Found");
      if (body === undefined) return message(413, "Request Entity Too Large");
      const { functionArn, timeoutMs, routeKey } = match.route;
      try {
        const event = httpEvent(definition, request, path, match, body);
        return answerOf(await withTimeout(invoke(functionArn, event), timeoutMs));
      } catch (error) {
        writeLog(`http ${routeKey}: ${String(error)}`);
        return message(500, "Internal Server Error");
      }
    },
  };
}

/** An HTTP API routes by the decoded path, so an encoded slash separates segments too. */
function decodedPath(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

/** Without a `statusCode` the whole result is the JSON body of a 200 (payload format 2.0). */
function answerOf(result: unknown): Answer {
  if (typeof result !== "object" || result === null || !("statusCode" in result)) {
    return {
      status: 200,
      headers: { "content-type": "application/json" },
      body: typeof result === "string" ? result : JSON.stringify(result ?? null),
    };
  }
  const { statusCode, headers = {}, cookies, body = "", isBase64Encoded } = result as ProxyResult;
  return {
    status: Number(statusCode),
    headers: {
      "content-type": "text/plain;charset=UTF-8",
      ...Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
      ),
      ...(cookies !== undefined && { "set-cookie": cookies }),
    },
    body: isBase64Encoded === true ? Buffer.from(body, "base64") : body,
  };
}

function message(status: number, text: string): Answer {
  return {
    status,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ message: text }),
  };
}
