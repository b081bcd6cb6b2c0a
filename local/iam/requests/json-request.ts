import type { AwsRequest } from "../access.ts";
import { RefusedRequest } from "../refused-request.ts";

/** A JSON object of a request; nothing about its members is certain. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** A request of the AWS JSON protocol: the operation and its input. */
export interface JsonRequest {
  readonly operation: string;
  readonly input: JsonObject;
}

/** Reads one; throws `RefusedRequest` when it is for another service or its body is no JSON object. */
export function readJsonRequest(request: AwsRequest, targetPrefix: string): JsonRequest {
  const target = request.headers["x-amz-target"] ?? "";
  const dot = target.indexOf(".");
  const operation = target.slice(dot + 1);
  if (target.slice(0, dot) !== targetPrefix || !/^[A-Za-z]+$/.test(operation)) {
    throw new RefusedRequest("unknown-operation", "The operation is not known here.");
  }
  return { operation, input: parseObject(request.body) };
}

function parseObject(body: Buffer): JsonObject {
  try {
    const parsed: unknown = JSON.parse(body.toString("utf8"));
    if (isObject(parsed)) return parsed;
  } catch {
    // Falls through to the refusal below.
  }
  throw unreadable("The body is not a JSON object.");
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A member that must be an object; throws `RefusedRequest`. */
export function objectOf(input: JsonObject, member: string): JsonObject {
  const value = input[member];
  if (isObject(value)) return value;
  throw unreadable(`The member ${member} must be an object.`);
}

/** A member that must be a text that is not empty; throws `RefusedRequest`. */
export function textOf(input: JsonObject, member: string): string {
  const value = input[member];
  if (typeof value === "string" && value !== "") return value;
  throw unreadable(`The member ${member} must be a string that is not empty.`);
}

/** A member that must be a list of objects with at least one; throws `RefusedRequest`. */
export function listOf(input: JsonObject, member: string): readonly JsonObject[] {
  const value = input[member];
  if (Array.isArray(value) && value.length > 0 && value.every(isObject)) return value;
  throw unreadable(`The member ${member} must be a list that is not empty.`);
}

export function unreadable(message: string): RefusedRequest {
  return new RefusedRequest("unreadable", message);
}

export function unknownOperation(service: string, operation: string): RefusedRequest {
  return new RefusedRequest(
    "unknown-operation",
    `The local ${service} cannot say what permission ${operation} needs.`,
  );
}
