import { DomainError } from "#domain/errors.ts";
import { certificateFacts, parseCertificate } from "./read-certificate.ts";

/** A CA that somebody wants to register. Throws `charger-root.invalid` for what can be none. */
export function readRoot(pem: string, now: string) {
  const certificate = parseCertificate(pem);
  if (!certificate) throw invalid("It is no certificate in PEM.");
  if (!certificate.ca) throw invalid("It is no CA's certificate.");
  const { certificateId: rootId, notAfter, isKeyStrong } = certificateFacts(certificate);
  if (!isKeyStrong) throw invalid("Its key is weaker than RSA 2048 or P-256.");
  if (notAfter <= now) throw invalid("Its time is over.");
  const subject = certificate.subject.replaceAll("\n", ", ").slice(0, 500);
  // Only what was read is kept: a text may hold more than one certificate.
  return { rootId, notAfter, subject, pem: certificate.toString() };
}

function invalid(detail: string): DomainError {
  return new DomainError("charger-root.invalid", detail);
}
