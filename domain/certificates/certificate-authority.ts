import type { ConnectionBinding } from "../fleet/charger.ts";

/** What a charger wants a certificate for; 1.6 knows only the first. */
type CertificateUse = "ChargingStationCertificate" | "V2GCertificate";

/** A certificate that a charger asks for. */
export interface CertificateRequest {
  /** PKCS #10 in PEM, as the charger sent it: nothing in it is proven yet. */
  readonly csr: string;
  readonly use: CertificateUse;
  readonly receivedAt: string;
}

/** Who issues certificates to chargers. The certificate itself goes to the charger as a command, later. */
export interface CertificateAuthority {
  /** Takes the request on; whether it may be granted is decided before something is issued. */
  readonly submit: (caller: ConnectionBinding, request: CertificateRequest) => Promise<void>;
}

const PEM =
  /^-----BEGIN (NEW )?CERTIFICATE REQUEST-----\s[A-Za-z0-9+/=\s]+-----END \1?CERTIFICATE REQUEST-----$/;

/** Hands a request over to the authority. Gives false where it is no certificate request at all. */
export async function requestCertificate(
  caller: ConnectionBinding,
  request: CertificateRequest,
  ports: { readonly authority: CertificateAuthority },
): Promise<boolean> {
  if (!PEM.test(request.csr.trim())) return false;
  await ports.authority.submit(caller, request);
  return true;
}
