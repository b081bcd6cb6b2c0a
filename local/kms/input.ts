import { AwsServiceError, type JsonObject } from "../aws-json-server.ts";

function invalid(member: string): never {
  throw new AwsServiceError("ValidationException", `The value at '${member}' is not valid.`);
}

/** Bytes that the SDK sends as base64, of 1 to `maximum` bytes. */
export function bytesOf(input: JsonObject, member: string, maximum: number): Buffer {
  const value = input[member];
  if (typeof value !== "string") return invalid(member);
  const bytes = Buffer.from(value, "base64");
  return bytes.length >= 1 && bytes.length <= maximum ? bytes : invalid(member);
}

/** An encryption context: text values by name. Absent is the same as empty. */
export function encryptionContextOf(
  input: JsonObject,
  member = "EncryptionContext",
): Readonly<Record<string, string>> {
  const value = input[member] ?? {};
  if (typeof value !== "object" || value === null) return invalid(member);
  const entries = Object.entries(value);
  if (!entries.every((entry): entry is [string, string] => typeof entry[1] === "string")) {
    return invalid(member);
  }
  return Object.fromEntries(entries);
}

/** How long a data key the caller wants, by `KeySpec` or `NumberOfBytes`. */
export function dataKeyBytes({ KeySpec, NumberOfBytes }: JsonObject): number {
  if ((KeySpec === undefined) === (NumberOfBytes === undefined)) return invalid("KeySpec");
  if (KeySpec === "AES_256") return 32;
  if (KeySpec === "AES_128") return 16;
  const bytes = Number(NumberOfBytes);
  return Number.isInteger(bytes) && bytes >= 1 && bytes <= 1024 ? bytes : invalid("NumberOfBytes");
}
