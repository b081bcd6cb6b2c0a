import { waitingRequests } from "#adapters/certificates/waiting-requests.ts";
import {
  type CertificateRequest,
  requestCertificate,
} from "#domain/certificates/certificate-authority.ts";
import { issueCertificate } from "#domain/certificates/issue-certificate.ts";
import type { RequestFault } from "#domain/certificates/judge-request.ts";
import { signalQuietly } from "#functions/shared/charger-signal.ts";
import { logger } from "#functions/shared/observability.ts";
import { ocppHandler } from "#functions/shared/ocpp-handler.ts";
import type { OcppContext, OcppRoute } from "#functions/shared/ocpp-route.ts";
import { reportPorts } from "#functions/shared/reports.ts";
import * as v16 from "#ocpp/generated/v16/sign-certificate.js";
import * as v201 from "#ocpp/generated/v201/sign-certificate.js";
import { issuing } from "./issue.ts";

const waiting = { authority: waitingRequests(reportPorts.things) };

/** Accepted says that the request was taken on; the certificate comes by CertificateSigned (2.0.1 A02, A03). */
async function submit(
  { csr, use }: Omit<CertificateRequest, "receivedAt">,
  { caller, receivedAt }: OcppContext,
) {
  const { operatorId, chargerId } = caller;
  const fault = await faultOf({ csr, use, receivedAt }, caller);
  if (fault === undefined) return { status: "Accepted" } as const;
  logger.warn("certificate request refused", { operatorId, chargerId, use, fault });
  const signal = { kind: "charger.certificate-request-refused", at: receivedAt } as const;
  await signalQuietly(caller, { ...signal, evidence: { use, fault } });
  return { status: "Rejected" } as const;
}

/** Certificates for ISO 15118 are others' to issue: those requests wait for a person. */
async function faultOf(
  request: CertificateRequest,
  caller: OcppContext["caller"],
): Promise<RequestFault | undefined> {
  if (request.use === "ChargingStationCertificate") {
    return issueCertificate(caller, request, issuing);
  }
  return (await requestCertificate(caller, request, waiting)) ? undefined : "malformed";
}

const ocpp16: OcppRoute<v16.SignCertificateRequest, v16.SignCertificateResponse> = {
  request: v16.validateRequest,
  response: v16.validateResponse,
  handle: ({ csr }, context) => submit({ csr, use: "ChargingStationCertificate" }, context),
};

const ocpp201: OcppRoute<v201.SignCertificateRequest, v201.SignCertificateResponse> = {
  request: v201.validateRequest,
  response: v201.validateResponse,
  handle: ({ csr, certificateType: use = "ChargingStationCertificate" }, context) =>
    submit({ csr, use }, context),
};

export const handler = ocppHandler({
  action: "SignCertificate",
  routes: { "ocpp1.6": ocpp16, "ocpp2.0.1": ocpp201 },
});
