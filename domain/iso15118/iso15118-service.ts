/** What the car asks for, base64 EXI; only the service understands it. */
interface EvCertificateRequest {
  readonly iso15118SchemaVersion: string;
  readonly action: string;
  readonly exiRequest: string;
}

/** Names a certificate to an OCSP responder (RFC 6960). */
interface OcspQuestion {
  readonly hashAlgorithm: string;
  readonly issuerNameHash: string;
  readonly issuerKeyHash: string;
  readonly serialNumber: string;
  readonly responderURL: string;
}

/** Which charger asks; the service may serve several operators. */
export interface Asker {
  readonly operatorId: string;
  readonly chargerId: string;
}

/**
 * The operator's way to the contract certificates of cars (ISO 15118). Undefined where the operator has none, or where it
 * failed: a charger gets a well-formed `Failed`, and the car may charge otherwise.
 */
export interface Iso15118Service {
  /** The answer for the car, base64 EXI. */
  readonly evCertificate: (
    asker: Asker,
    request: EvCertificateRequest,
  ) => Promise<string | undefined>;
  /** The OCSP response, base64 DER. */
  readonly certificateStatus: (asker: Asker, question: OcspQuestion) => Promise<string | undefined>;
}
