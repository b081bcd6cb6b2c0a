import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { type JsonObject, startAwsJsonServer } from "./aws-json-server.ts";
import { open, seal } from "./kms/ciphertext.ts";
import { bytesOf, dataKeyBytes, encryptionContextOf } from "./kms/input.ts";
import { type FindKey, type KmsKey, openKeyStore } from "./kms/key-store.ts";
import { generateMac, macAlgorithmOf, verifyMac } from "./kms/mac.ts";
import { getPublicKey, sign, signingAlgorithmsOf, verify } from "./kms/signature.ts";
import type { EndpointService, KmsOptions } from "./services.ts";

const SYMMETRIC = "ENCRYPT_DECRYPT";
/** A data key's ciphertext is a few hundred bytes; KMS takes up to 6,144. */
const MAXIMUM_CIPHERTEXT_BYTES = 6144;
const MAXIMUM_PLAINTEXT_BYTES = 4096;

function describe(key: KmsKey, accountId: string): JsonObject {
  return {
    KeyId: key.keyId,
    Arn: key.arn,
    AWSAccountId: accountId,
    CreationDate: Date.parse(key.createdAt) / 1000,
    Enabled: true,
    KeyState: "Enabled",
    KeyManager: "CUSTOMER",
    KeyUsage: key.keyUsage,
    KeySpec: key.keySpec,
    MultiRegion: false,
    Origin: "AWS_KMS",
    ...(key.keyUsage === SYMMETRIC && { EncryptionAlgorithms: ["SYMMETRIC_DEFAULT"] }),
    ...(key.keyUsage === "SIGN_VERIFY" && { SigningAlgorithms: signingAlgorithmsOf(key.keySpec) }),
    ...(key.keyUsage === "GENERATE_VERIFY_MAC" && { MacAlgorithms: [macAlgorithmOf(key.keySpec)] }),
  };
}

function encrypt(findKey: FindKey, input: JsonObject): JsonObject {
  const key = findKey(input["KeyId"], SYMMETRIC);
  const plaintext = bytesOf(input, "Plaintext", MAXIMUM_PLAINTEXT_BYTES);
  return {
    KeyId: key.arn,
    CiphertextBlob: seal(key, plaintext, encryptionContextOf(input)).toString("base64"),
    EncryptionAlgorithm: "SYMMETRIC_DEFAULT",
  };
}

function decrypt(findKey: FindKey, input: JsonObject): JsonObject {
  const ciphertext = bytesOf(input, "CiphertextBlob", MAXIMUM_CIPHERTEXT_BYTES);
  const opened = open(findKey, ciphertext, encryptionContextOf(input), input["KeyId"]);
  return {
    KeyId: opened.key.arn,
    Plaintext: opened.plaintext.toString("base64"),
    EncryptionAlgorithm: "SYMMETRIC_DEFAULT",
  };
}

function reEncrypt(findKey: FindKey, input: JsonObject): JsonObject {
  const ciphertext = bytesOf(input, "CiphertextBlob", MAXIMUM_CIPHERTEXT_BYTES);
  const before = encryptionContextOf(input, "SourceEncryptionContext");
  const { key: source, plaintext } = open(findKey, ciphertext, before, input["SourceKeyId"]);
  const key = findKey(input["DestinationKeyId"], SYMMETRIC);
  const after = encryptionContextOf(input, "DestinationEncryptionContext");
  return {
    SourceKeyId: source.arn,
    KeyId: key.arn,
    CiphertextBlob: seal(key, plaintext, after).toString("base64"),
  };
}

function generateDataKey(findKey: FindKey, input: JsonObject): { key: Buffer; answer: JsonObject } {
  const wrapping = findKey(input["KeyId"], SYMMETRIC);
  const key = randomBytes(dataKeyBytes(input));
  const wrapped = seal(wrapping, key, encryptionContextOf(input));
  return { key, answer: { KeyId: wrapping.arn, CiphertextBlob: wrapped.toString("base64") } };
}

/** KMS with the template's keys, which are made at the first start and kept in a file of mode 600. Grants, policies and rotation are not done. */
export async function startKms(options: KmsOptions): Promise<EndpointService> {
  const findKey = await openKeyStore(join(options.dataDir, "kms.json"), options.keys);
  return startAwsJsonServer({
    name: "KMS",
    targetPrefix: "TrentService",
    port: options.port,
    operations: {
      DescribeKey: (input) => ({
        KeyMetadata: describe(findKey(input["KeyId"]), options.accountId),
      }),
      Encrypt: (input) => encrypt(findKey, input),
      Decrypt: (input) => decrypt(findKey, input),
      ReEncrypt: (input) => reEncrypt(findKey, input),
      GenerateDataKey: (input) => {
        const { key, answer } = generateDataKey(findKey, input);
        return { ...answer, Plaintext: key.toString("base64") };
      },
      GenerateDataKeyWithoutPlaintext: (input) => generateDataKey(findKey, input).answer,
      GenerateMac: (input) => generateMac(findKey, input),
      VerifyMac: (input) => verifyMac(findKey, input),
      Sign: (input) => sign(findKey, input),
      Verify: (input) => verify(findKey, input),
      GetPublicKey: (input) => getPublicKey(findKey, input),
    },
  });
}
