import { chargerStore } from "#adapters/dynamodb/charger-store.ts";
import { stated } from "#domain/fleet/stated.ts";
import { environment } from "#functions/shared/environment.ts";
import { ocppHandler } from "#functions/shared/ocpp-handler.ts";
import type { OcppRoute } from "#functions/shared/ocpp-route.ts";
import * as v201 from "#ocpp/generated/v201/log-status-notification.js";

const chargers = chargerStore(environment("FLEET_TABLE"));

const ocpp201: OcppRoute<v201.LogStatusNotificationRequest, v201.LogStatusNotificationResponse> = {
  request: v201.validateRequest,
  response: v201.validateResponse,
  async handle({ status, requestId }, { caller, receivedAt }) {
    const report = stated({ status, requestId, reportedAt: receivedAt });
    await chargers.recordTask(caller, "logStatus", report);
    return {};
  },
};

export const handler = ocppHandler({
  action: "LogStatusNotification",
  routes: { "ocpp2.0.1": ocpp201 },
});
