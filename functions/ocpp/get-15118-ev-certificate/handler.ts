import { iso15118Service } from "#functions/shared/iso15118.ts";
import { ocppHandler } from "#functions/shared/ocpp-handler.ts";
import type { OcppRoute } from "#functions/shared/ocpp-route.ts";
import * as v201 from "#ocpp/generated/v201/get-15118-ev-certificate.js";

const ocpp201: OcppRoute<v201.Get15118EVCertificateRequest, v201.Get15118EVCertificateResponse> = {
  request: v201.validateRequest,
  response: v201.validateResponse,
  async handle({ iso15118SchemaVersion, action, exiRequest }, { caller }) {
    const { operatorId, chargerId } = caller;
    const request = { iso15118SchemaVersion, action, exiRequest };
    const exiResponse = await iso15118Service.evCertificate({ operatorId, chargerId }, request);
    // The schema demands the field also where there is nothing to put into it.
    if (exiResponse === undefined) return { status: "Failed", exiResponse: "" };
    return { status: "Accepted", exiResponse };
  },
};

export const handler = ocppHandler({
  action: "Get15118EVCertificate",
  routes: { "ocpp2.0.1": ocpp201 },
});
