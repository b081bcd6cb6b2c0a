import { chargerStore } from "#adapters/dynamodb/charger-store.ts";
import { environment } from "#functions/shared/environment.ts";
import { ocppHandler } from "#functions/shared/ocpp-handler.ts";
import type { OcppRoute } from "#functions/shared/ocpp-route.ts";
import * as v16 from "#ocpp/generated/v16/diagnostics-status-notification.js";

const chargers = chargerStore(environment("FLEET_TABLE"));

const ocpp16: OcppRoute<
  v16.DiagnosticsStatusNotificationRequest,
  v16.DiagnosticsStatusNotificationResponse
> = {
  request: v16.validateRequest,
  response: v16.validateResponse,
  async handle({ status }, { caller, receivedAt }) {
    await chargers.recordTask(caller, "diagnosticsStatus", { status, reportedAt: receivedAt });
    return {};
  },
};

export const handler = ocppHandler({
  action: "DiagnosticsStatusNotification",
  routes: { "ocpp1.6": ocpp16 },
});
