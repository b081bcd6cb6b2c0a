import { reportedEventStore } from "#adapters/dynamodb/reported-event-store.ts";
import { reportSecurityEvent } from "#domain/fleet/report-security-event.ts";
import { stated } from "#domain/fleet/stated.ts";
import { environment } from "#functions/shared/environment.ts";
import { ocppHandler } from "#functions/shared/ocpp-handler.ts";
import type { OcppContext, OcppRoute } from "#functions/shared/ocpp-route.ts";
import { indexOf, sealerOf } from "#functions/shared/privacy.ts";
import * as v16 from "#ocpp/generated/v16/security-event-notification.js";
import * as v201 from "#ocpp/generated/v201/security-event-notification.js";
import { plausibleTimestamp } from "#ocpp/timestamp.ts";

const ports = {
  events: reportedEventStore(environment("SECURITY_TABLE"), {
    sealerOf,
    fingerprintOf: (operatorId, text) => indexOf(operatorId, "text", text),
  }),
};

type Request = v16.SecurityEventNotificationRequest | v201.SecurityEventNotificationRequest;

async function handle({ type, timestamp, techInfo }: Request, { caller, receivedAt }: OcppContext) {
  const occurredAt = plausibleTimestamp(timestamp, receivedAt) ?? receivedAt;
  const event = stated({ type, timestamp, techInfo, occurredAt, receivedAt });
  await reportSecurityEvent(caller, event, ports);
  return {};
}

const ocpp16: OcppRoute<
  v16.SecurityEventNotificationRequest,
  v16.SecurityEventNotificationResponse
> = { request: v16.validateRequest, response: v16.validateResponse, handle };

const ocpp201: OcppRoute<
  v201.SecurityEventNotificationRequest,
  v201.SecurityEventNotificationResponse
> = { request: v201.validateRequest, response: v201.validateResponse, handle };

export const handler = ocppHandler({
  action: "SecurityEventNotification",
  routes: { "ocpp1.6": ocpp16, "ocpp2.0.1": ocpp201 },
});
