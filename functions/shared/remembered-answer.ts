import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

const ALGORITHM = "aes-256-gcm";
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals an answer that may have to be given again. The key is made of the client's Idempotency-Key, of which the table
 * holds only a digest: whoever reads the table reads no answer, and who repeats the request brings the key along.
 */
export function sealAnswer(idempotencyKey: string, body: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, keyOf(idempotencyKey), iv, {
    authTagLength: TAG_BYTES,
  });
  const sealed = [iv, cipher.update(body, "utf8"), cipher.final(), cipher.getAuthTag()];
  return Buffer.concat(sealed).toString("base64url");
}

/** The answer that was sealed with the same Idempotency-Key. Throws for any other one. */
export function openAnswer(idempotencyKey: string, sealed: string): string {
  const bytes = Buffer.from(sealed, "base64url");
  const iv = bytes.subarray(0, IV_BYTES);
  const decipher = createDecipheriv(ALGORITHM, keyOf(idempotencyKey), iv, {
    authTagLength: TAG_BYTES,
  });
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  const opened = [decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()];
  return Buffer.concat(opened).toString("utf8");
}

function keyOf(idempotencyKey: string): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", idempotencyKey, "", "remembered answer", KEY_BYTES));
}
