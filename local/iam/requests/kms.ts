import { arnOf, PLACE } from "../../assembly/place.ts";
import type { Access, Context, ReadAccesses } from "../access.ts";
import type { ResourceFacts } from "../resources.ts";
import {
  isObject,
  type JsonObject,
  readJsonRequest,
  textOf,
  unknownOperation,
  unreadable,
} from "./json-request.ts";
import { encryptionContextKeys } from "./key-use.ts";

/** Operations on the key that `KeyId` names. */
const BY_KEY_ID = new Set([
  "DescribeKey",
  "Encrypt",
  "GenerateDataKey",
  "GenerateDataKeyWithoutPlaintext",
  "GenerateMac",
  "GetPublicKey",
  "Sign",
  "Verify",
  "VerifyMac",
]);

/** Reads KMS's requests; the key of a ciphertext is read out of it, as the local KMS writes it. */
export function kmsReader({ keyArns }: Pick<ResourceFacts, "keyArns">): ReadAccesses {
  const arnOfKey = (reference: string): string =>
    keyArns.get(reference) ??
    (reference.startsWith("arn:") ? reference : arnOf("kms", `key/${reference}`));

  function access(
    operation: string,
    reference: string,
    input: JsonObject,
    contextMember: string,
  ): Access {
    return {
      action: `kms:${operation}`,
      resource: arnOfKey(reference),
      context: () => ({
        ...contextOf(input, contextMember),
        ...aliasOf(reference),
        ...signingOf(input),
      }),
    };
  }

  return (request) => {
    const { operation, input } = readJsonRequest(request, "TrentService");
    if (BY_KEY_ID.has(operation)) {
      return [access(operation, textOf(input, "KeyId"), input, "EncryptionContext")];
    }
    if (operation === "Decrypt") {
      return [access("Decrypt", keyIdOfCiphertext(input), input, "EncryptionContext")];
    }
    if (operation === "ReEncrypt") {
      return [
        access("ReEncryptFrom", keyIdOfCiphertext(input), input, "SourceEncryptionContext"),
        access(
          "ReEncryptTo",
          textOf(input, "DestinationKeyId"),
          input,
          "DestinationEncryptionContext",
        ),
      ];
    }
    throw unknownOperation("KMS", operation);
  };
}

function contextOf(input: JsonObject, member: string): Context {
  const given = input[member];
  const entries = Object.entries(isObject(given) ? given : {});
  return {
    "kms:CallerAccount": PLACE.accountId,
    ...encryptionContextKeys(
      Object.fromEntries(entries.map(([key, value]) => [key, String(value)])),
    ),
  };
}

/** What Sign and Verify say of themselves. */
function signingOf({ SigningAlgorithm, MacAlgorithm, MessageType }: JsonObject): Context {
  return {
    ...(SigningAlgorithm !== undefined && { "kms:SigningAlgorithm": String(SigningAlgorithm) }),
    ...(MacAlgorithm !== undefined && { "kms:MacAlgorithm": String(MacAlgorithm) }),
    ...(MessageType !== undefined && { "kms:MessageType": String(MessageType) }),
  };
}

function aliasOf(reference: string): Context {
  const alias = /(?:^|:)(alias\/.+)$/.exec(reference)?.[1];
  return alias === undefined ? {} : { "kms:RequestAlias": alias };
}

/** The ciphertext begins with a format byte, the length of the key's id, and the id (local/kms/ciphertext.ts). */
function keyIdOfCiphertext(input: JsonObject): string {
  const bytes = Buffer.from(textOf(input, "CiphertextBlob"), "base64");
  const keyId = bytes.subarray(2, 2 + (bytes[1] ?? 0)).toString();
  if (/^[a-z0-9-]+$/.test(keyId)) return keyId;
  throw unreadable("The ciphertext is not valid.");
}
