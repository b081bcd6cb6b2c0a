import { createHash } from "node:crypto";
import type { ChargerCertificate, ChargerRoot } from "#domain/certificates/charger-certificate.ts";

const ISSUED_AT = "2026-02-01T00:00:00.000Z";

/** A certificate that charger CP-1 of demo-a has installed, valid for a year. */
export function aChargerCertificate(fields: Partial<ChargerCertificate> = {}): ChargerCertificate {
  return {
    operatorId: "demo-a",
    chargerId: "CP-1",
    certificateId: "a".repeat(64),
    serialNumber: "41",
    commonName: "CP-1",
    organisation: "Demo A",
    state: "installed",
    issuedAt: ISSUED_AT,
    notBefore: ISSUED_AT,
    notAfter: "2027-02-01T00:00:00.000Z",
    commandId: "01JB0000000000000000000000",
    updatedAt: ISSUED_AT,
    version: 1,
    ...fields,
  };
}

/** What looks like the SHA-256 of a certificate; the same for the same name. */
export const fingerprintOf = (name: string): string =>
  createHash("sha256").update(name).digest("hex");

/** A CA that an operator registered; its text is no certificate. */
export function aRoot(operatorId: string, name: string): ChargerRoot {
  return {
    operatorId,
    rootId: fingerprintOf(name),
    name,
    subject: `O=${name}`,
    pem: name,
    notAfter: "2036-01-01T00:00:00.000Z",
    createdAt: ISSUED_AT,
    updatedAt: ISSUED_AT,
    version: 1,
  };
}
