import { createHmac } from "node:crypto";

/**
 * What a secret can be recognised by, and nothing more: 48 bits of HMAC-SHA-256, keyed by where it is used, so that the
 * same secret in two places does not show as the same.
 */
export function fingerprintOf(secret: string, ...place: readonly string[]): string {
  const hash = createHmac("sha256", JSON.stringify(place)).update(secret).digest("hex");
  return (hash.slice(0, 12).match(/..../g) ?? []).join("-");
}
