import { createHash, createPublicKey, type KeyObject, verify } from "node:crypto";
import type { RequestFacts } from "#domain/certificates/judge-request.ts";
import {
  algorithmOf,
  bitsOf,
  bytesOf,
  COMMON_NAME,
  membersOf,
  ORGANISATION,
  parseDer,
  valueInName,
} from "./der.ts";
import { isKeyStrong } from "./key-strength.ts";

const ARMOUR = /-----(?:BEGIN|END) (?:NEW )?CERTIFICATE REQUEST-----/g;
/** 2.0.1 A02: a request has at most 5500 characters. */
const LONGEST_CHARACTERS = 5_500;
/** The hash of each signature that a request may bear: ECDSA and RSA of PKCS #1 1.5, never with SHA-1. */
const HASHES: Readonly<Record<string, string>> = {
  "1.2.840.10045.4.3.2": "sha256",
  "1.2.840.10045.4.3.3": "sha384",
  "1.2.840.10045.4.3.4": "sha512",
  "1.2.840.113549.1.1.11": "sha256",
  "1.2.840.113549.1.1.12": "sha384",
  "1.2.840.113549.1.1.13": "sha512",
};

/** What a PKCS #10 request in PEM says (RFC 2986 §4); undefined for what is none. */
export function readCertificateRequest(pem: string): RequestFacts | undefined {
  if (pem.length > LONGEST_CHARACTERS) return undefined;
  try {
    const der = Buffer.from(pem.replaceAll(ARMOUR, ""), "base64");
    const [body, algorithm, signature] = membersOf(parseDer(der));
    const [, subject, publicKey] = membersOf(body);
    const spki = bytesOf(publicKey);
    const key = createPublicKey({ key: spki, format: "der", type: "spki" });
    const commonName = valueInName(subject, COMMON_NAME);
    const organisation = valueInName(subject, ORGANISATION);
    return {
      ...(commonName !== undefined && { commonName }),
      ...(organisation !== undefined && { organisation }),
      isKeyStrong: isKeyStrong(key),
      isSignedByItsKey: isSigned(bytesOf(body), algorithmOf(algorithm), bitsOf(signature), key),
      keyId: createHash("sha256").update(spki).digest("hex"),
      publicKey: spki.toString("base64"),
    };
  } catch {
    return undefined;
  }
}

/** An algorithm that is not in the table proves nothing. */
function isSigned(body: Buffer, algorithm: string, signature: Buffer, key: KeyObject): boolean {
  const hash = HASHES[algorithm];
  const isOfKey = algorithm.startsWith("1.2.840.10045") === (key.asymmetricKeyType === "ec");
  return hash !== undefined && isOfKey && verify(hash, body, key, signature);
}
