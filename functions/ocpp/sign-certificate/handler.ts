import { waitingRequests } from "#adapters/certificates/waiting-requests.ts";
import {
  type CertificateRequest,
  requestCertificate,
} from "#domain/certificates/certificate-authority.ts";
import { logger } from "#functions/shared/observability.ts";
import { ocppHandler } from "#functions/shared/ocpp-handler.ts";
import type { OcppContext, OcppRoute } from "#functions/shared/ocpp-route.ts";
import { reportPorts } from "#functions/shared/reports.ts";
import * as v16 from "#ocpp/generated/v16/sign-certificate.js";
import * as v201 from "#ocpp/generated/v201/sign-certificate.js";

const ports = { authority: waitingRequests(reportPorts.things) };

/** Accepted says that the request was taken on; the certificate comes by CertificateSigned (2.0.1 A02, A03). */
async function submit(request: Omit<CertificateRequest, "receivedAt">, context: OcppContext) {
  const { caller, receivedAt } = context;
  const isTaken = await requestCertificate(caller, { ...request, receivedAt }, ports);
  if (isTaken) return { status: "Accepted" } as const;
  const { operatorId, chargerId } = caller;
  logger.warn("not a certificate request", { operatorId, chargerId });
  return { status: "Rejected" } as const;
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
