import type { CertificateFacts, ChargerCertificate } from "./charger-certificate.ts";

/** Why a certificate does not let a charger in. */
export type CertificateFault =
  | "expired"
  | "key-weak"
  | "malformed"
  | "name-wrong"
  | "not-yet-valid"
  | "organisation-wrong"
  | "revoked"
  | "unknown-issuer";

/** Whom a certificate must name. */
export interface CertificateHolder {
  /** The charger's id, and the serial number that it is registered with. */
  readonly names: readonly string[];
  readonly organisation: string;
  /** Since when there is this charger: an id that was used again must not open to the certificates before it. */
  readonly since: string;
}

/**
 * Whether a presented certificate, whose key the handshake has proven, is the charger's (A00.FR.403–407): ours by the
 * list of what we issued, or one of a root that the operator registered. Undefined where it is.
 */
export function judgeCertificate(
  presented: CertificateFacts,
  holder: CertificateHolder,
  known: {
    readonly issued: ChargerCertificate | undefined;
    readonly isOfRegisteredRoot: boolean;
  },
  now: string,
): CertificateFault | undefined {
  const { issued, isOfRegisteredRoot } = known;
  if (issued?.state === "revoked" || issued?.state === "refused") return "revoked";
  const isOurs = issued !== undefined && issued.issuedAt >= holder.since;
  if (!isOurs && !isOfRegisteredRoot) return "unknown-issuer";
  if (!holder.names.includes(presented.commonName ?? "")) return "name-wrong";
  if (presented.organisation !== holder.organisation) return "organisation-wrong";
  if (presented.notBefore > now) return "not-yet-valid";
  if (presented.notAfter <= now) return "expired";
  return presented.isKeyStrong ? undefined : "key-weak";
}
