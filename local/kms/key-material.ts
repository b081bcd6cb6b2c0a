import { generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";

const CURVES: Readonly<Record<string, string>> = {
  ECC_NIST_P256: "P-256",
  ECC_NIST_P384: "P-384",
  ECC_NIST_P521: "P-521",
};

const pkcs8 = (key: KeyObject): Buffer => key.export({ type: "pkcs8", format: "der" });

/** Makes the secret bytes of a KMS key: raw for symmetric and HMAC keys, PKCS #8 for key pairs. Throws for a spec it does not do. */
export function newKeyMaterial(keySpec: string): Buffer {
  const curve = CURVES[keySpec];
  if (curve !== undefined)
    return pkcs8(generateKeyPairSync("ec", { namedCurve: curve }).privateKey);
  const [, kind, bits] = /^(HMAC|RSA)_(\d+)$/.exec(keySpec) ?? [];
  if (kind === "HMAC") return randomBytes(Number(bits) / 8);
  if (kind === "RSA") {
    return pkcs8(generateKeyPairSync("rsa", { modulusLength: Number(bits) }).privateKey);
  }
  if (keySpec === "ECC_NIST_EDWARDS25519") return pkcs8(generateKeyPairSync("ed25519").privateKey);
  if (keySpec === "SYMMETRIC_DEFAULT") return randomBytes(32);
  throw new Error(`The local KMS cannot make keys of the spec ${keySpec}.`);
}
