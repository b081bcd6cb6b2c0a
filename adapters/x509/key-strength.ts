import type { KeyObject } from "node:crypto";

const CURVES = ["prime256v1", "secp384r1", "secp521r1"];
const RSA_BITS = 2048;

/** Whether a public key is at least RSA 2048 or P-256 (A00.FR.501–503). */
export function isKeyStrong(key: KeyObject): boolean {
  const { modulusLength = 0, namedCurve = "" } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === "rsa") return modulusLength >= RSA_BITS;
  return key.asymmetricKeyType === "ec" && CURVES.includes(namedCurve);
}
