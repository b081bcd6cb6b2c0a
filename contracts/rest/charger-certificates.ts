import * as z from "zod";
import { answeredTime, chargerId, noQuery, operatorId } from "./fields.ts";
import { operation } from "./operation.ts";

const inCharger = z.strictObject({ operatorId, chargerId });
const certificateId = z
  .string()
  .regex(/^[0-9a-f]{64}$/, "64 hex digits: the SHA-256 of the certificate");
const path = "/v1/operators/{operatorId}/chargers/{chargerId}";
const tag = "Charger security";

const certificate = z
  .object({
    certificateId,
    chargerId,
    state: z.enum(["issued", "installed", "refused", "revoked"]).meta({
      description: "`issued` until the charger has answered. The last two let nobody in.",
    }),
    commonName: z.string(),
    organisation: z.string(),
    serialNumber: z.string(),
    issuedAt: answeredTime,
    notBefore: answeredTime,
    notAfter: answeredTime,
    commandId: z.string(),
    revokedAt: answeredTime.optional(),
  })
  .meta({ id: "ChargerCertificate" });

export const listChargerCertificates = operation({
  operationId: "listChargerCertificates",
  method: "GET",
  path: `${path}/certificates`,
  tag,
  summary: "List the certificates that were issued to a charger, newest first",
  permission: "chargers:read",
  params: inCharger,
  query: noQuery,
  reply: z.object({ items: z.array(certificate) }),
  statuses: [200],
});

export const renewChargerCertificate = operation({
  operationId: "renewChargerCertificate",
  method: "POST",
  path: `${path}/certificate-renewals`,
  tag,
  summary: "Have a connected charger ask for a new certificate",
  description:
    "OCPP A02: the charger makes a key and sends SignCertificate; the certificate goes back by CertificateSigned. The platform does this by itself 30 days before a certificate is over.",
  permission: "charger-credentials:write",
  params: inCharger,
  query: noQuery,
  reply: z.object({ commandId: z.string(), action: z.string() }).meta({ id: "CertificateRenewal" }),
  statuses: [202],
});

export const revokeChargerCertificate = operation({
  operationId: "revokeChargerCertificate",
  method: "POST",
  path: `${path}/certificates/{certificateId}/revoke`,
  tag,
  summary: "Revoke a charger's certificate for good",
  description: "It opens no door from now on; a connection that is open stays open until it ends.",
  permission: "charger-credentials:write",
  params: inCharger.extend({ certificateId }),
  query: noQuery,
  reply: certificate,
  statuses: [200],
});

export const chargerCertificateOperations = [
  listChargerCertificates,
  renewChargerCertificate,
  revokeChargerCertificate,
] as const;
