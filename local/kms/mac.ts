import { createHmac, timingSafeEqual } from "node:crypto";
import { AwsServiceError, type JsonObject } from "../aws-json-server.ts";
import { bytesOf } from "./input.ts";
import type { FindKey, KmsKey } from "./key-store.ts";

/** The one MAC algorithm of an HMAC key: HMAC_256 has HMAC_SHA_256. */
export function macAlgorithmOf(keySpec: string): string {
  return keySpec.replace("HMAC_", "HMAC_SHA_");
}

function computeMac(findKey: FindKey, input: JsonObject): { key: KmsKey; mac: Buffer } {
  const key = findKey(input["KeyId"], "GENERATE_VERIFY_MAC");
  if (input["MacAlgorithm"] !== macAlgorithmOf(key.keySpec)) {
    throw new AwsServiceError("InvalidKeyUsageException", "The key has another MAC algorithm.");
  }
  const hash = createHmac(key.keySpec.replace("HMAC_", "sha"), key.material);
  return { key, mac: hash.update(bytesOf(input, "Message", 4096)).digest() };
}

export function generateMac(findKey: FindKey, input: JsonObject): JsonObject {
  const { key, mac } = computeMac(findKey, input);
  return { KeyId: key.arn, Mac: mac.toString("base64"), MacAlgorithm: input["MacAlgorithm"] };
}

export function verifyMac(findKey: FindKey, input: JsonObject): JsonObject {
  const { key, mac } = computeMac(findKey, input);
  const given = bytesOf(input, "Mac", 6144);
  if (given.length !== mac.length || !timingSafeEqual(given, mac)) {
    throw new AwsServiceError("KMSInvalidMacException", "The MAC is not valid.");
  }
  return { KeyId: key.arn, MacValid: true, MacAlgorithm: input["MacAlgorithm"] };
}
