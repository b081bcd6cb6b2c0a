import { createHash, X509Certificate } from "node:crypto";
import type { CertificateFacts } from "#domain/certificates/charger-certificate.ts";
import { isKeyStrong } from "./key-strength.ts";

const LONGEST_CHARACTERS = 16_384;

/** A certificate in PEM; undefined for what is none. Of several in one text, the first. */
export function parseCertificate(pem: string): X509Certificate | undefined {
  if (pem.length > LONGEST_CHARACTERS) return undefined;
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}

/** What a certificate says. A name that stands in it twice is none. */
export function certificateFacts(certificate: X509Certificate): CertificateFacts {
  const { subject } = certificate.toLegacyObject();
  const commonName = single(subject?.CN);
  const organisation = single(subject?.O);
  return {
    certificateId: certificateIdOf(certificate),
    serialNumber: certificate.serialNumber.toLowerCase(),
    ...(commonName !== undefined && { commonName }),
    ...(organisation !== undefined && { organisation }),
    notBefore: certificate.validFromDate.toISOString(),
    notAfter: certificate.validToDate.toISOString(),
    isKeyStrong: isKeyStrong(certificate.publicKey),
  };
}

/** SHA-256 of a certificate, as 64 hex digits. */
function certificateIdOf(certificate: X509Certificate): string {
  return createHash("sha256").update(certificate.raw).digest("hex");
}

/** Whether one of the roots, itself valid now, has signed the certificate. */
export function isIssuedByRoot(
  certificate: X509Certificate,
  rootPems: readonly string[],
  now: string,
): boolean {
  return rootPems.map(parseCertificate).some((root) => {
    if (!root?.ca || root.validToDate.toISOString() <= now) return false;
    return certificate.checkIssued(root) && certificate.verify(root.publicKey);
  });
}

function single(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
