import { createHash, createPublicKey } from "node:crypto";
import { type AttributeTypeAndValue, CertificationRequest } from "pkijs";
import type { RequestFacts } from "#domain/certificates/judge-request.ts";
import { isKeyStrong } from "./key-strength.ts";

const COMMON_NAME = "2.5.4.3";
const ORGANISATION = "2.5.4.10";
const ARMOUR = /-----(?:BEGIN|END) (?:NEW )?CERTIFICATE REQUEST-----/g;
/** 2.0.1 A02: a request has at most 5500 characters. */
const LONGEST_CHARACTERS = 5_500;

/** What a PKCS #10 request in PEM says; undefined for what is none. */
export async function readCertificateRequest(pem: string): Promise<RequestFacts | undefined> {
  if (pem.length > LONGEST_CHARACTERS) return undefined;
  try {
    const der = Buffer.from(pem.replaceAll(ARMOUR, ""), "base64");
    const request = CertificationRequest.fromBER(new Uint8Array(der).buffer);
    const spki = Buffer.from(request.subjectPublicKeyInfo.toSchema().toBER());
    const key = createPublicKey({ key: spki, format: "der", type: "spki" });
    const { typesAndValues } = request.subject;
    const commonName = nameIn(typesAndValues, COMMON_NAME);
    const organisation = nameIn(typesAndValues, ORGANISATION);
    return {
      ...(commonName !== undefined && { commonName }),
      ...(organisation !== undefined && { organisation }),
      isKeyStrong: isKeyStrong(key),
      isSignedByItsKey: await isSigned(request),
      keyId: createHash("sha256").update(spki).digest("hex"),
      publicKey: spki.toString("base64"),
    };
  } catch {
    return undefined;
  }
}

/** An algorithm that nobody knows proves nothing. */
async function isSigned(request: CertificationRequest): Promise<boolean> {
  try {
    return await request.verify();
  } catch {
    return false;
  }
}

/** A name that stands there twice is none. */
function nameIn(names: readonly AttributeTypeAndValue[], type: string): string | undefined {
  const [found, ...others] = names.filter((name) => name.type === type);
  const value: unknown = found?.value.valueBlock.value;
  return others.length === 0 && typeof value === "string" ? value : undefined;
}
