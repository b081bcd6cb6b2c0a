import { reportThings } from "#domain/reports/report-things.ts";
import { type ReportedThing, sortableNumber } from "#domain/reports/reported-thing.ts";
import { ocppHandler } from "#functions/shared/ocpp-handler.ts";
import type { OcppRoute } from "#functions/shared/ocpp-route.ts";
import { reportPorts } from "#functions/shared/reports.ts";
import * as v201 from "#ocpp/generated/v201/notify-customer-information.js";

const ocpp201: OcppRoute<
  v201.NotifyCustomerInformationRequest,
  v201.NotifyCustomerInformationResponse
> = {
  request: v201.validateRequest,
  response: v201.validateResponse,
  async handle(request, { caller, receivedAt }) {
    const { data, seqNo, generatedAt, requestId, tbc = false } = request;
    const part: ReportedThing = {
      kind: "customer-information",
      id: `${sortableNumber(requestId)}.${sortableNumber(seqNo)}`,
      content: { data, generatedAt },
      requestId,
      reportedAt: receivedAt,
    };
    const report = { kind: "customer-information", requestId, tbc, receivedAt } as const;
    await reportThings(caller, [part], report, reportPorts);
    return {};
  },
};

export const handler = ocppHandler({
  action: "NotifyCustomerInformation",
  routes: { "ocpp2.0.1": ocpp201 },
});
