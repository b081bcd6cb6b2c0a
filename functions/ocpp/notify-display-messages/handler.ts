import { reportThings } from "#domain/reports/report-things.ts";
import { sortableNumber } from "#domain/reports/reported-thing.ts";
import { ocppHandler } from "#functions/shared/ocpp-handler.ts";
import type { OcppRoute } from "#functions/shared/ocpp-route.ts";
import { reportPorts } from "#functions/shared/reports.ts";
import * as v201 from "#ocpp/generated/v201/notify-display-messages.js";

const ocpp201: OcppRoute<v201.NotifyDisplayMessagesRequest, v201.NotifyDisplayMessagesResponse> = {
  request: v201.validateRequest,
  response: v201.validateResponse,
  async handle({ requestId, tbc = false, messageInfo = [] }, { caller, receivedAt }) {
    const messages = messageInfo.map((content) => ({
      kind: "display-message" as const,
      id: sortableNumber(content.id),
      content: { ...content },
      requestId,
      reportedAt: receivedAt,
    }));
    const part = { kind: "display-messages", requestId, tbc, receivedAt } as const;
    await reportThings(caller, messages, part, reportPorts);
    return {};
  },
};

export const handler = ocppHandler({
  action: "NotifyDisplayMessages",
  routes: { "ocpp2.0.1": ocpp201 },
});
