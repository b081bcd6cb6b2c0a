import { createHash } from "node:crypto";
import { type Certificate, certificateText } from "#domain/data-requests/certificate.ts";

/** A certificate with its hash. */
export function newCertificate(facts: Omit<Certificate, "sha256">): Certificate {
  const sha256 = createHash("sha256").update(certificateText(facts)).digest("hex");
  return { ...facts, sha256 };
}
