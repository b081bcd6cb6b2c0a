import { createContext, Script } from "node:vm";
import type { ArrivingRequest } from "../gateway/arriving-request.ts";
import { newRequestId } from "../gateway/connection.ts";
import type { Answer } from "../gateway/http-api.ts";

/** A value of a header, a cookie or a query parameter in the event of a CloudFront Function. */
interface Field {
  readonly value: string;
  readonly multiValue?: readonly { readonly value: string }[];
}

type Fields = Readonly<Record<string, Field>>;

interface FunctionRequest {
  readonly method: string;
  readonly uri: string;
  readonly querystring: Fields;
  readonly headers: Fields;
  readonly cookies: Fields;
}

interface FunctionResponse {
  readonly statusCode: number;
  readonly headers?: Fields;
  readonly body?: string | { readonly encoding?: "text" | "base64"; readonly data: string };
}

/** Either the request that goes on, or the answer that the function gave itself. */
export type EdgeVerdict = { readonly request: ArrivingRequest } | { readonly answer: Answer };

/**
 * CloudFront ends a function after about a millisecond of CPU. Here the clock on the wall counts, and a busy machine can
 * stand still for some hundred milliseconds, so this only catches endless loops.
 */
const TIMEOUT_MS = 2_000;

/** Compiles the very code that deploys; it sees the event shape of JavaScript runtime 2.0 and nothing of Node. */
export function createCloudFrontFunction(
  code: string,
  distribution: { readonly distributionId: string; readonly domainName: string },
): (request: ArrivingRequest) => Promise<EdgeVerdict> {
  const context = createContext(
    { __event: "" },
    { codeGeneration: { strings: false, wasm: false }, microtaskMode: "afterEvaluate" },
  );
  new Script(code).runInContext(context, { timeout: TIMEOUT_MS });
  // Objects cross the border as JSON, so the code never holds an object of this process. An async handler ends before the script does.
  const call = new Script(
    `var __result; Promise.resolve(handler(JSON.parse(__event))).then(function (result) { __result = JSON.stringify(result); }, function () {});`,
  );
  return async (request) => {
    context["__event"] = JSON.stringify({
      version: "1.0",
      context: {
        distributionDomainName: distribution.domainName,
        distributionId: distribution.distributionId,
        eventType: "viewer-request",
        requestId: newRequestId(),
      },
      viewer: { ip: request.sourceIp },
      request: functionRequest(request),
    });
    context["__result"] = undefined;
    call.runInContext(context, { timeout: TIMEOUT_MS });
    const result: unknown = context["__result"];
    if (typeof result !== "string") throw new Error("The CloudFront Function gave no result.");
    const parsed = JSON.parse(result) as FunctionRequest | FunctionResponse;
    return "statusCode" in parsed
      ? { answer: answerOf(parsed) }
      : { request: changedRequest(request, parsed) };
  };
}

function functionRequest(request: ArrivingRequest): FunctionRequest {
  const headers = request.headers.map(([name, value]) => [name.toLowerCase(), value] as const);
  const cookies = headers
    .filter(([name]) => name === "cookie")
    .flatMap(([, value]) => value.split(/; */).map((pair) => splitAt(pair, "=")));
  return {
    method: request.method,
    uri: request.path,
    querystring: fieldsOf(
      request.queryString === ""
        ? []
        : request.queryString.split("&").map((pair) => splitAt(pair, "=")),
    ),
    headers: fieldsOf(headers.filter(([name]) => name !== "cookie")),
    cookies: fieldsOf(cookies),
  };
}

function changedRequest(before: ArrivingRequest, after: FunctionRequest): ArrivingRequest {
  const nameAsSent = new Map(before.headers.map(([name]) => [name.toLowerCase(), name]));
  const cookies = pairsOf(after.cookies).map(([name, value]) => `${name}=${value}`);
  return {
    ...before,
    method: after.method,
    path: after.uri,
    queryString: pairsOf(after.querystring)
      .map(([name, value]) => (value === "" ? name : `${name}=${value}`))
      .join("&"),
    headers: [
      ...pairsOf(after.headers).map(
        ([name, value]) => [nameAsSent.get(name) ?? name, value] as const,
      ),
      ...(cookies.length === 0 ? [] : [["cookie", cookies.join("; ")] as const]),
    ],
  };
}

function answerOf({ statusCode, headers = {}, body = "" }: FunctionResponse): Answer {
  const text = typeof body === "string" ? { data: body, encoding: "text" } : body;
  return {
    status: statusCode,
    headers: Object.fromEntries(pairsOf(headers)),
    body: text.encoding === "base64" ? Buffer.from(text.data, "base64") : text.data,
  };
}

function fieldsOf(pairs: readonly (readonly [string, string])[]): Fields {
  const values = new Map<string, { value: string }[]>();
  for (const [name, value] of pairs) values.set(name, [...(values.get(name) ?? []), { value }]);
  return Object.fromEntries(
    [...values].map(([name, all]) => [
      name,
      { value: all[0]?.value ?? "", ...(all.length > 1 && { multiValue: all }) },
    ]),
  );
}

function pairsOf(fields: Fields): readonly (readonly [string, string])[] {
  return Object.entries(fields).flatMap(([name, field]) =>
    (field.multiValue ?? [field]).map(({ value }) => [name, value] as const),
  );
}

function splitAt(text: string, separator: string): readonly [string, string] {
  const position = text.indexOf(separator);
  return position === -1
    ? [text, ""]
    : [text.slice(0, position), text.slice(position + separator.length)];
}
