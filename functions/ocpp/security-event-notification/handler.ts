import { reportedEventStore } from "#adapters/dynamodb/reported-event-store.ts";
import { reportSecurityEvent } from "#domain/fleet/report-security-event.ts";
import { stated } from "#domain/fleet/stated.ts";
import { environment } from "#functions/shared/environment.ts";
import { ocppHandler } from "#functions/shared/ocpp-handler.ts";
import type { OcppRoute } from "#functions/shared/ocpp-route.ts";
import { indexOf, sealerOf } from "#functions/shared/privacy.ts";
import * as v201 from "#ocpp/generated/v201/security-event-notification.js";
import { plausibleTimestamp } from "#ocpp/timestamp.ts";

const ports = {
  events: reportedEventStore(environment("SECURITY_TABLE"), {
    sealerOf,
    fingerprintOf: (operatorId, text) => indexOf(operatorId, "text", text),
  }),
};

const ocpp201: OcppRoute<
  v201.SecurityEventNotificationRequest,
  v201.SecurityEventNotificationResponse
> = {
  request: v201.validateRequest,
  response: v201.validateResponse,
  async handle({ type, timestamp, techInfo }, { caller, receivedAt }) {
    const occurredAt = plausibleTimestamp(timestamp, receivedAt) ?? receivedAt;
    const event = stated({ type, timestamp, techInfo, occurredAt, receivedAt });
    await reportSecurityEvent(caller, event, ports);
    return {};
  },
};

export const handler = ocppHandler({
  action: "SecurityEventNotification",
  routes: { "ocpp2.0.1": ocpp201 },
});
