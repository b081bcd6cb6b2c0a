import { certificateIssue } from "#adapters/dynamodb/certificate-issue.ts";
import { certificateReader } from "#adapters/dynamodb/certificate-reader.ts";
import { handshakeReader } from "#adapters/dynamodb/handshake-reader.ts";
import { certificateSigner } from "#adapters/kms/certificate-signer.ts";
import { certificateFacts } from "#adapters/x509/read-certificate.ts";
import { readCertificateRequest } from "#adapters/x509/read-request.ts";
import { certificateHolder } from "#domain/certificates/certificate-holder.ts";
import type { ChargerCertificate } from "#domain/certificates/charger-certificate.ts";
import { lookAt } from "#domain/certificates/expiry.ts";
import type { CertificateOrder, IssuingPorts } from "#domain/certificates/issue-certificate.ts";
import type { ConnectionBinding } from "#domain/fleet/charger.ts";
import { DUTY_SUBJECT } from "#domain/tenancy/tenant-context.ts";
import { environment } from "#functions/shared/environment.ts";
import { followingCommand } from "#functions/shared/following-command.ts";
import { sealerOf } from "#functions/shared/privacy.ts";

const fleetTable = environment("FLEET_TABLE");
const signer = certificateSigner(environment("CHARGER_CA_KEY_ARN"));
const registry = certificateIssue(fleetTable, sealerOf);
const { authority: findAuthority } = certificateReader(fleetTable);
const { find } = handshakeReader({ directoryTable: environment("DIRECTORY_TABLE"), fleetTable });

/** The platform's own CA, whose key lies in KMS. */
export const issuing: IssuingPorts = {
  read: readCertificateRequest,
  ownerOf: registry.ownerOf,
  async holderOf(caller) {
    const found = await find(caller);
    return found && certificateHolder(found.charger, found.operator);
  },
  async issue(caller, order) {
    const { operatorId, chargerId } = caller;
    const { commonName, organisation, publicKey, keyId, orderedAt } = order;
    const authorityPem = await authorityOf(operatorId, order);
    const wanted = { subject: { commonName, organisation }, publicKey };
    const { pem, certificate } = await signer.charger(wanted, authorityPem, orderedAt);
    const { certificateId, serialNumber, notBefore, notAfter } = certificateFacts(certificate);
    const command = followingCommand({
      operatorId,
      chargerId,
      action: "CertificateSigned",
      payload: payloadOf(caller, pem),
      connected: true,
      createdBy: DUTY_SUBJECT,
      createdAt: orderedAt,
    });
    const { commandId } = command;
    const issued: ChargerCertificate = {
      ...{ operatorId, chargerId, certificateId, serialNumber, commonName, organisation },
      ...{ notBefore, notAfter, commandId },
      state: "issued",
      issuedAt: orderedAt,
      updatedAt: orderedAt,
      version: 1,
    };
    return registry.issue(issued, { keyId, lookAt: lookAt(notAfter) }, command);
  },
};

/** The CA of an operator, made when it is first needed. */
async function authorityOf(operatorId: string, order: CertificateOrder): Promise<string> {
  const found = await findAuthority(operatorId);
  if (found) return found.pem;
  const { organisation, orderedAt } = order;
  const subject = { commonName: `${operatorId} charger CA`, organisation };
  const { pem, certificate } = await signer.authority(subject, orderedAt);
  const { certificateId, notAfter } = certificateFacts(certificate);
  const made = { operatorId, certificateId, pem, organisation, notAfter, createdAt: orderedAt };
  await registry.createAuthority(made);
  // Another request may have made one at the same moment: the first one counts.
  return (await findAuthority(operatorId))?.pem ?? pem;
}

/** The root is left out: the charger need not know who signed it (1.6 security white paper 5.3, 2.0.1 A02). */
function payloadOf({ version }: ConnectionBinding, certificateChain: string) {
  if (version === "ocpp1.6") return { certificateChain };
  return { certificateChain, certificateType: "ChargingStationCertificate" };
}
