import { iso15118Service } from "#functions/shared/iso15118.ts";
import { ocppHandler } from "#functions/shared/ocpp-handler.ts";
import type { OcppRoute } from "#functions/shared/ocpp-route.ts";
import * as v201 from "#ocpp/generated/v201/get-certificate-status.js";

const ocpp201: OcppRoute<v201.GetCertificateStatusRequest, v201.GetCertificateStatusResponse> = {
  request: v201.validateRequest,
  response: v201.validateResponse,
  // The responder's address comes from the car: we never call it ourselves, the operator's service decides.
  async handle({ ocspRequestData: { customData, ...question } }, { caller }) {
    const { operatorId, chargerId } = caller;
    const ocspResult = await iso15118Service.certificateStatus({ operatorId, chargerId }, question);
    if (ocspResult === undefined) return { status: "Failed" };
    return { status: "Accepted", ocspResult };
  },
};

export const handler = ocppHandler({
  action: "GetCertificateStatus",
  routes: { "ocpp2.0.1": ocpp201 },
});
