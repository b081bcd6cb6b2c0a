/** What a certificate says of itself. */
export interface CertificateFacts {
  /** SHA-256 of the certificate, 64 hex digits in lower case. */
  readonly certificateId: string;
  /** Hex digits, in lower case. */
  readonly serialNumber: string;
  readonly commonName?: string;
  readonly organisation?: string;
  /** ISO 8601 UTC. */
  readonly notBefore: string;
  readonly notAfter: string;
  readonly isKeyStrong: boolean;
}

/**
 * A certificate that the platform issued to a charger. `issued` until the charger has answered; `refused` where it did
 * not take it, `revoked` where a person ended it: neither opens a door any more.
 */
export interface ChargerCertificate {
  readonly operatorId: string;
  readonly chargerId: string;
  readonly certificateId: string;
  readonly serialNumber: string;
  readonly commonName: string;
  readonly organisation: string;
  readonly state: "issued" | "installed" | "refused" | "revoked";
  readonly issuedAt: string;
  readonly notBefore: string;
  readonly notAfter: string;
  /** The CertificateSigned that brings it to the charger. */
  readonly commandId: string;
  readonly revokedAt?: string;
  readonly updatedAt: string;
  readonly version: number;
}

/** A CA of others whose certificates an operator's chargers may bear. */
export interface ChargerRoot {
  readonly operatorId: string;
  /** SHA-256 of the certificate. */
  readonly rootId: string;
  readonly name: string;
  readonly subject: string;
  readonly pem: string;
  readonly notAfter: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly version: number;
}

/** The CA of one operator by which the platform issues certificates. */
export interface OperatorAuthority {
  readonly operatorId: string;
  readonly certificateId: string;
  readonly pem: string;
  readonly organisation: string;
  readonly notAfter: string;
  readonly createdAt: string;
}
