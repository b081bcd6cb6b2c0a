import { PLACE } from "../assembly/place.ts";
import { type ArrivingRequest, headerOf } from "./arriving-request.ts";
import { newRequestId } from "./connection.ts";
import type { HttpDefinition } from "./http-definition.ts";
import type { RouteMatch } from "./http-routes.ts";
import { requestTime } from "./request-time.ts";

const TEXT_TYPE =
  /^(text\/|application\/(json|xml|javascript|x-www-form-urlencoded|[^;]*\+(json|xml)))/;

/** The event of an HTTP API in payload format 2.0: lower-case headers, repeated values joined by commas, the path decoded. */
export function httpEvent(
  api: HttpDefinition,
  request: ArrivingRequest,
  decodedPath: string,
  { route, pathParameters }: RouteMatch,
  body: Buffer,
): Readonly<Record<string, unknown>> {
  const now = Date.now();
  const headers = joined(
    request.headers
      .map(([name, value]) => [name.toLowerCase(), value] as const)
      .filter(([name]) => name !== "cookie"),
  );
  const cookie = headerOf(request, "cookie");
  const domainName = `${api.apiId}.execute-api.${PLACE.region}.${PLACE.urlSuffix}`;
  const isText = TEXT_TYPE.test(headers["content-type"] ?? "text/plain");
  return {
    version: "2.0",
    routeKey: route.routeKey,
    rawPath: decodedPath,
    rawQueryString: request.queryString,
    ...(cookie !== undefined && { cookies: cookie.split(/; */) }),
    headers,
    ...(request.queryString !== "" && {
      queryStringParameters: joined([...new URLSearchParams(request.queryString)]),
    }),
    ...(Object.keys(pathParameters).length > 0 && { pathParameters }),
    requestContext: {
      accountId: PLACE.accountId,
      apiId: api.apiId,
      domainName,
      domainPrefix: api.apiId,
      http: {
        method: request.method,
        path: decodedPath,
        protocol: "HTTP/1.1",
        sourceIp: request.sourceIp,
        userAgent: headers["user-agent"] ?? "",
      },
      requestId: newRequestId(),
      routeKey: route.routeKey,
      stage: api.stageName,
      time: requestTime(now),
      timeEpoch: now,
    },
    ...(body.length > 0 && { body: body.toString(isText ? "utf8" : "base64") }),
    isBase64Encoded: body.length > 0 && !isText,
  };
}

function joined(pairs: readonly (readonly [string, string])[]): Readonly<Record<string, string>> {
  const result: Record<string, string> = {};
  for (const [name, value] of pairs) {
    result[name] = Object.hasOwn(result, name) ? `${result[name]},${value}` : value;
  }
  return result;
}
