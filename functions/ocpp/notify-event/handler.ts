import { isSecretVariable } from "#domain/fleet/device-variable.ts";
import { sortableNumber } from "#domain/reports/reported-thing.ts";
import { ocppHandler } from "#functions/shared/ocpp-handler.ts";
import type { OcppRoute } from "#functions/shared/ocpp-route.ts";
import { reportPorts } from "#functions/shared/reports.ts";
import * as v201 from "#ocpp/generated/v201/notify-event.js";
import type { EventDataType } from "#ocpp/generated/v201/notify-event-request.js";
import { plausibleTimestamp } from "#ocpp/timestamp.ts";

/** A charger may watch its own password; what it is must not be read back. */
function withoutSecretValue(event: EventDataType): Readonly<Record<string, unknown>> {
  const { actualValue, ...rest } = event;
  return isSecretVariable(event.variable.name) ? rest : { ...event };
}

const ocpp201: OcppRoute<v201.NotifyEventRequest, v201.NotifyEventResponse> = {
  request: v201.validateRequest,
  response: v201.validateResponse,
  async handle({ eventData }, { caller, receivedAt: reportedAt }) {
    const events = eventData.map((content) => {
      const occurredAt = plausibleTimestamp(content.timestamp, reportedAt) ?? reportedAt;
      const id = `${occurredAt}.${sortableNumber(content.eventId)}`;
      return { kind: "event" as const, id, content: withoutSecretValue(content), reportedAt };
    });
    await reportPorts.things.record(caller, events);
    return {};
  },
};

export const handler = ocppHandler({
  action: "NotifyEvent",
  routes: { "ocpp2.0.1": ocpp201 },
});
