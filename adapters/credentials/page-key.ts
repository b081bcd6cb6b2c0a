import { createHash, createPublicKey, verify } from "node:crypto";

/** The public key that a page made with WebCrypto (ECDSA, P-256). */
export interface PageKey {
  readonly x: string;
  readonly y: string;
}

/** The key's thumbprint (RFC 7638), by which it is known again. */
export function pageKeyThumbprint({ x, y }: PageKey): string {
  const canonical = JSON.stringify({ crv: "P-256", kty: "EC", x, y });
  return createHash("sha256").update(canonical).digest("base64url");
}

/** Whether the holder of a page's key signed these words, as WebCrypto signs (SHA-256, r and s side by side). */
export function isSignedByPage({ x, y }: PageKey, words: string, signature: string): boolean {
  try {
    const key = createPublicKey({ key: { kty: "EC", crv: "P-256", x, y }, format: "jwk" });
    const bytes = Buffer.from(signature, "base64url");
    return verify("sha256", Buffer.from(words), { key, dsaEncoding: "ieee-p1363" }, bytes);
  } catch {
    // A point that is not on the curve is no key.
    return false;
  }
}
