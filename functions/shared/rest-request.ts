import type { APIGatewayProxyEventV2 } from "aws-lambda";
import type * as z from "zod";
import type { ProblemIssue } from "#contracts/problem.ts";
import type { Operation } from "#contracts/rest/operation.ts";
import { DomainError } from "#domain/errors.ts";
import { holdsCardNumber } from "#domain/payments/card-number.ts";
import { issuesOf, jsonPointer } from "./json-pointer.ts";

const MAX_BODY_BYTES = 65_536;
/** DynamoDB nests 32 levels; no request of ours needs half of that. */
const MAX_NESTING = 24;

/** The path's parameters, checked before anything is looked up by them. Throws `request.invalid`. */
export function readParams(operation: Operation, event: APIGatewayProxyEventV2): unknown {
  return check(operation.params, { ...event.pathParameters }, "path");
}

/** The query. Each parameter may be given once. Throws `request.invalid`. */
export function readQuery(operation: Operation, event: APIGatewayProxyEventV2): unknown {
  const given = new URLSearchParams(event.rawQueryString);
  const twice = [...given.keys()].find((name) => given.getAll(name).length > 1);
  if (twice !== undefined) {
    throw invalid({ in: "query", pointer: jsonPointer([twice]), detail: "Given more than once" });
  }
  return check(operation.query, Object.fromEntries(given), "query");
}

/**
 * The body's text as it came, an empty one as an empty object; undefined where the operation takes none.
 * Throws `request.media-type-unsupported` and `request.too-large`.
 */
export function bodyText(operation: Operation, event: APIGatewayProxyEventV2): string | undefined {
  if (operation.body === undefined) return undefined;
  const bytes = Buffer.from(event.body ?? "", event.isBase64Encoded ? "base64" : "utf8");
  if (bytes.length > MAX_BODY_BYTES) {
    throw new DomainError("request.too-large", `A body may have ${MAX_BODY_BYTES} bytes.`);
  }
  if (bytes.length === 0) return "{}";
  if (!isJson(operation, event.headers["content-type"])) {
    throw new DomainError("request.media-type-unsupported", "Send the body as application/json.");
  }
  return bytes.toString("utf8");
}

/** The body as the contract has it. Throws `request.invalid` and `payment.card-number`. */
export function readBody(operation: Operation, text: string | undefined): unknown {
  if (operation.body === undefined || text === undefined) return undefined;
  const value = parseJson(text);
  if (operation.refusesCardNumbers && holdsCardNumber(value)) {
    throw new DomainError("payment.card-number", "Something in the body looks like a card number.");
  }
  return check(operation.body, value, "body");
}

/** A refusal that names a place in the request. */
export function invalid(...errors: readonly ProblemIssue[]): DomainError {
  return new DomainError("request.invalid", "The request breaks its contract.", { errors });
}

function check(schema: z.ZodType, value: unknown, where: ProblemIssue["in"]): unknown {
  const checked = schema.safeParse(value);
  if (checked.success) return checked.data;
  throw invalid(...issuesOf(checked.error, where));
}

function isJson({ method }: Operation, contentType: string | undefined): boolean {
  const [mediaType = ""] = (contentType ?? "").split(";");
  const name = mediaType.trim().toLowerCase();
  if (name === "application/json") return true;
  return method === "PATCH" && name === "application/merge-patch+json";
}

function parseJson(text: string): unknown {
  if (nestingOf(text) > MAX_NESTING) {
    throw invalid({ in: "body", pointer: "", detail: `Nested deeper than ${MAX_NESTING} levels` });
  }
  try {
    return JSON.parse(text);
  } catch {
    throw invalid({ in: "body", pointer: "", detail: "Not JSON" });
  }
}

/** How deep brackets nest outside of strings, counted before the text is parsed. */
function nestingOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"?|[[\]{}]/gs)) {
    if (token === "{" || token === "[") deepest = Math.max(deepest, ++depth);
    else if (token === "}" || token === "]") depth--;
  }
  return deepest;
}
