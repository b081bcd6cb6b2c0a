import type { ConnectionBinding } from "../fleet/charger.ts";
import type { CertificateHolder } from "./judge-certificate.ts";
import { judgeRequest, type RequestFacts, type RequestFault } from "./judge-request.ts";

/** A certificate that a charger may have. */
export interface CertificateOrder {
  readonly commonName: string;
  readonly organisation: string;
  /** SubjectPublicKeyInfo in DER, base64. */
  readonly publicKey: string;
  readonly keyId: string;
  readonly orderedAt: string;
}

export interface IssuingPorts {
  /** What a PKCS #10 request in PEM says; undefined where it is none. */
  readonly read: (csr: string) => RequestFacts | undefined;
  /** Whom certificates of the charger must name; undefined where it is gone. */
  readonly holderOf: (caller: ConnectionBinding) => Promise<CertificateHolder | undefined>;
  /** Whose a key is, and when it was certified last. */
  readonly ownerOf: (
    operatorId: string,
    keyId: string,
  ) => Promise<{ readonly chargerId: string; readonly issuedAt: string } | undefined>;
  /** Signs it, writes it down and has it brought to the charger. False where the key became another charger's. */
  readonly issue: (caller: ConnectionBinding, order: CertificateOrder) => Promise<boolean>;
}

/** A charger that asks again for the same key has its certificate on the way. */
const ON_ITS_WAY_MS = 60_000;

/**
 * Answers a charger's request for a certificate (A02, A03): reads it, compares it with whom the charger is registered as,
 * sees that the key is no other charger's, and issues. Gives the fault where it is refused.
 */
export async function issueCertificate(
  caller: ConnectionBinding,
  request: { readonly csr: string; readonly receivedAt: string },
  ports: IssuingPorts,
): Promise<RequestFault | undefined> {
  const { operatorId, chargerId } = caller;
  const { receivedAt: orderedAt } = request;
  const asked = ports.read(request.csr);
  const holder = await ports.holderOf(caller);
  if (!asked || !holder) return "malformed";
  const fault = judgeRequest(asked, holder);
  if (fault !== undefined) return fault;

  const { keyId, publicKey, commonName = "" } = asked;
  const owner = await ports.ownerOf(operatorId, keyId);
  if (owner && owner.chargerId !== chargerId) return "key-of-another";
  if (owner && Date.parse(orderedAt) - Date.parse(owner.issuedAt) < ON_ITS_WAY_MS) return undefined;
  const { organisation } = holder;
  const order = { commonName, organisation, publicKey, keyId, orderedAt };
  return (await ports.issue(caller, order)) ? undefined : "key-of-another";
}
