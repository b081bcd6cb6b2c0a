import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { AwsServiceError } from "../aws-json-server.ts";
import type { FindKey, KmsKey } from "./key-store.ts";

const FORMAT = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;

type EncryptionContext = Readonly<Record<string, string>>;

/** KMS ignores the order of the context's entries, so they are bound in sorted order. */
function additionalData(header: Buffer, context: EncryptionContext): Buffer {
  const sorted = Object.entries(context).sort(([a], [b]) => (a < b ? -1 : 1));
  return Buffer.concat([header, Buffer.from(JSON.stringify(sorted))]);
}

/** Encrypts under a symmetric key: format, key id, IV, tag, then AES-256-GCM bound to the encryption context. */
export function seal(key: KmsKey, plaintext: Buffer, context: EncryptionContext): Buffer {
  const keyId = Buffer.from(key.keyId);
  const header = Buffer.concat([Buffer.from([FORMAT, keyId.length]), keyId]);
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key.material, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(additionalData(header, context));
  const sealed = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([header, iv, cipher.getAuthTag(), sealed]);
}

function openWith(key: KmsKey, header: Buffer, rest: Buffer, context: EncryptionContext): Buffer {
  const iv = rest.subarray(0, IV_BYTES);
  const tag = rest.subarray(IV_BYTES, IV_BYTES + TAG_BYTES);
  const decipher = createDecipheriv("aes-256-gcm", key.material, iv, { authTagLength: TAG_BYTES });
  decipher.setAuthTag(tag);
  decipher.setAAD(additionalData(header, context));
  const sealed = rest.subarray(IV_BYTES + TAG_BYTES);
  return Buffer.concat([decipher.update(sealed), decipher.final()]);
}

/** Decrypts what `seal` made; a wrong context or a changed byte throws InvalidCiphertextException. */
export function open(
  findKey: FindKey,
  ciphertext: Buffer,
  context: EncryptionContext,
  expectedKey: unknown,
): { key: KmsKey; plaintext: Buffer } {
  const headerBytes = 2 + (ciphertext[1] ?? 0);
  const header = ciphertext.subarray(0, headerBytes);
  const keyId = header.subarray(2).toString();
  if (expectedKey !== undefined && findKey(expectedKey).keyId !== keyId) {
    throw new AwsServiceError("IncorrectKeyException", "The ciphertext is under another key.");
  }
  try {
    const key = findKey(keyId, "ENCRYPT_DECRYPT");
    return { key, plaintext: openWith(key, header, ciphertext.subarray(headerBytes), context) };
  } catch {
    throw new AwsServiceError("InvalidCiphertextException", "The ciphertext is not valid.");
  }
}
