import type { Key } from "./keys.ts";

/** Keys of chargers' certificates and of who issues them, in the Fleet table. */
export const certificateKeys = {
  /** Before all certificates of a charger. */
  chargerCertificates: (operatorId: string, chargerId: string): Key => ({
    pk: `${operatorId}#${chargerId}`,
    sk: "CERTIFICATE#",
  }),
  chargerCertificate: (operatorId: string, chargerId: string, certificateId: string): Key => ({
    pk: `${operatorId}#${chargerId}`,
    sk: `CERTIFICATE#${certificateId}`,
  }),
  /** Whose a public key is: two chargers never share one. */
  chargerKey: (operatorId: string, keyId: string): Key => ({
    pk: operatorId,
    sk: `CHARGER-KEY#${keyId}`,
  }),
  /** When somebody has to look at a certificate that is running out; sorts by time. */
  certificateDue: (
    operatorId: string,
    at: string,
    certificate: { readonly chargerId: string; readonly certificateId: string },
  ): Key => ({
    pk: operatorId,
    sk: `CERTIFICATE-DUE#${at}#${certificate.chargerId}#${certificate.certificateId}`,
  }),
  /** The CA of an operator by which the platform issues. */
  chargerAuthority: (operatorId: string): Key => ({ pk: operatorId, sk: "CHARGER-CA" }),
  /** All CAs of others that an operator registered, in one item. */
  chargerRoots: (operatorId: string): Key => ({ pk: operatorId, sk: "CHARGER-ROOTS" }),
};
