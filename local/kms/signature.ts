import {
  constants,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  type SigningOptions,
  sign as signBytes,
  verify as verifyBytes,
} from "node:crypto";
import { AwsServiceError, type JsonObject } from "../aws-json-server.ts";
import { bytesOf } from "./input.ts";
import type { FindKey, KmsKey } from "./key-store.ts";

const RSA_ALGORITHMS = [256, 384, 512].flatMap((bits) => [
  `RSASSA_PKCS1_V1_5_SHA_${bits}`,
  `RSASSA_PSS_SHA_${bits}`,
]);

const CURVE_ALGORITHMS: Readonly<Record<string, string>> = {
  ECC_NIST_P256: "ECDSA_SHA_256",
  ECC_NIST_P384: "ECDSA_SHA_384",
  ECC_NIST_P521: "ECDSA_SHA_512",
  ECC_NIST_EDWARDS25519: "ED25519_SHA_512",
};

export function signingAlgorithmsOf(keySpec: string): readonly string[] {
  if (keySpec.startsWith("RSA_")) return RSA_ALGORITHMS;
  return CURVE_ALGORITHMS[keySpec] === undefined ? [] : [CURVE_ALGORITHMS[keySpec]];
}

function privateKeyOf(key: KmsKey): KeyObject {
  return createPrivateKey({ key: key.material, format: "der", type: "pkcs8" });
}

interface Signing {
  readonly key: KmsKey;
  readonly hash: string | null;
  readonly message: Buffer;
  readonly options: SigningOptions;
}

function readRequest(findKey: FindKey, input: JsonObject): Signing {
  const key = findKey(input["KeyId"], "SIGN_VERIFY");
  const algorithm = String(input["SigningAlgorithm"]);
  if (!signingAlgorithmsOf(key.keySpec).includes(algorithm)) {
    throw new AwsServiceError("InvalidKeyUsageException", "The key has no such algorithm.");
  }
  if (input["MessageType"] === "DIGEST") {
    // node:crypto cannot sign a hash that was made elsewhere.
    throw new AwsServiceError("ValidationException", "The local KMS signs RAW messages only.");
  }
  return {
    key,
    hash: algorithm.startsWith("ED25519") ? null : `sha${algorithm.slice(-3)}`,
    message: bytesOf(input, "Message", 4096),
    options: algorithm.includes("_PSS_")
      ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
      : { dsaEncoding: "der" },
  };
}

export function sign(findKey: FindKey, input: JsonObject): JsonObject {
  const { key, hash, message, options } = readRequest(findKey, input);
  const signature = signBytes(hash, message, { key: privateKeyOf(key), ...options });
  return {
    KeyId: key.arn,
    Signature: signature.toString("base64"),
    SigningAlgorithm: input["SigningAlgorithm"],
  };
}

export function verify(findKey: FindKey, input: JsonObject): JsonObject {
  const { key, hash, message, options } = readRequest(findKey, input);
  const publicKey = createPublicKey(privateKeyOf(key));
  const signature = bytesOf(input, "Signature", 6144);
  if (!verifyBytes(hash, message, { key: publicKey, ...options }, signature)) {
    throw new AwsServiceError("KMSInvalidSignatureException", "The signature is not valid.");
  }
  return { KeyId: key.arn, SignatureValid: true, SigningAlgorithm: input["SigningAlgorithm"] };
}

export function getPublicKey(findKey: FindKey, input: JsonObject): JsonObject {
  const key = findKey(input["KeyId"], "SIGN_VERIFY");
  const spki = createPublicKey(privateKeyOf(key)).export({ type: "spki", format: "der" });
  return {
    KeyId: key.arn,
    PublicKey: spki.toString("base64"),
    KeySpec: key.keySpec,
    KeyUsage: key.keyUsage,
    SigningAlgorithms: signingAlgorithmsOf(key.keySpec),
  };
}
