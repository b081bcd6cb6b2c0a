import type { certificateReader } from "#adapters/dynamodb/certificate-reader.ts";
import {
  certificateFacts,
  isIssuedByRoot,
  parseCertificate,
} from "#adapters/x509/read-certificate.ts";
import { certificateHolder } from "#domain/certificates/certificate-holder.ts";
import { type CertificateFault, judgeCertificate } from "#domain/certificates/judge-certificate.ts";
import type { FoundCharger } from "#domain/fleet/admit-charger.ts";
import type { Proof } from "#domain/fleet/proof.ts";

type Certificates = Pick<ReturnType<typeof certificateReader>, "find" | "roots">;

/** Whether a client certificate is that of the charger (security profile 3). */
export async function certificateProof(
  pem: string,
  { charger, operator }: FoundCharger,
  certificates: Certificates,
  now: string,
): Promise<Proof> {
  const certificate = parseCertificate(pem);
  if (!certificate) return wrong("malformed");
  const facts = certificateFacts(certificate);
  const { certificateId } = facts;
  const issued = await certificates.find(charger, certificateId);
  const { roots = [] } =
    (issued === undefined && (await certificates.roots(charger.operatorId))) || {};
  const pems = roots.map((root) => root.pem);
  const isOfRegisteredRoot = isIssuedByRoot(certificate, pems, now);
  const holder = certificateHolder(charger, operator);
  const fault = judgeCertificate(facts, holder, { issued, isOfRegisteredRoot }, now);
  if (fault !== undefined) return wrong(fault);
  return { proven: true, profile: 3, by: "certificate", certificateId };
}

function wrong(fault: CertificateFault): Proof {
  return { proven: false, reason: "certificate-wrong", fault };
}
