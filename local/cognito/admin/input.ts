import { AwsServiceError, type JsonObject } from "../../aws-json-server.ts";

export function invalidParameter(message: string): AwsServiceError {
  return new AwsServiceError("InvalidParameterException", message);
}

/** A member that must be a text that is not empty. */
export function textOf(input: JsonObject, member: string): string {
  const value = input[member];
  if (typeof value === "string" && value !== "") return value;
  throw invalidParameter(`1 validation error detected: Value at '${member}' must not be empty.`);
}

/** A member that may be a list of texts; absent is an empty list. */
export function textsOf(input: JsonObject, member: string): readonly string[] {
  const value = input[member] ?? [];
  if (Array.isArray(value) && value.every((one) => typeof one === "string")) return value;
  throw invalidParameter(`1 validation error detected: Value at '${member}' must be strings.`);
}

/** Attributes as `[{ Name, Value }]`, by their names. */
export function attributesOf(input: JsonObject, member: string): ReadonlyMap<string, string> {
  const value = input[member] ?? [];
  if (!Array.isArray(value)) throw invalidParameter(`The value at '${member}' must be a list.`);
  return new Map(
    value.map((attribute: JsonObject) => [String(attribute["Name"]), String(attribute["Value"])]),
  );
}
