import type { CertificateAuthority } from "#domain/certificates/certificate-authority.ts";
import type { ReportedThings } from "#domain/reports/reported-thing.ts";

/**
 * An authority that is a person: requests wait among what the charger reported, the newest for each use, until somebody
 * sends a CertificateSigned.
 */
export function waitingRequests(things: ReportedThings): CertificateAuthority {
  return {
    submit: (caller, { csr, use, receivedAt: reportedAt }) =>
      things.record(caller, [
        { kind: "certificate-request", id: use, content: { csr, use }, reportedAt },
      ]),
  };
}
