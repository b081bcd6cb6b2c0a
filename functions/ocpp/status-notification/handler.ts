import { chargerStore } from "#adapters/dynamodb/charger-store.ts";
import { connectorKey } from "#domain/fleet/charger.ts";
import { stated } from "#domain/fleet/stated.ts";
import { withoutMarks } from "#domain/privacy/machine-text.ts";
import { environment } from "#functions/shared/environment.ts";
import { ocppHandler } from "#functions/shared/ocpp-handler.ts";
import type { OcppRoute } from "#functions/shared/ocpp-route.ts";
import * as v16 from "#ocpp/generated/v16/status-notification.js";
import * as v201 from "#ocpp/generated/v201/status-notification.js";
import { plausibleTimestamp } from "#ocpp/timestamp.ts";

const chargers = chargerStore(environment("FLEET_TABLE"));

const ocpp16: OcppRoute<v16.StatusNotificationRequest, v16.StatusNotificationResponse> = {
  request: v16.validateRequest,
  response: v16.validateResponse,
  async handle(request, { caller, receivedAt }) {
    const { connectorId, status, errorCode, info, vendorErrorCode, timestamp } = request;
    const since = timestamp && plausibleTimestamp(timestamp, receivedAt);
    const said = info === undefined ? undefined : withoutMarks(info);
    await chargers.recordConnector(
      caller,
      connectorKey(connectorId),
      stated({ status, errorCode, info: said, vendorErrorCode, since, reportedAt: receivedAt }),
    );
    return {};
  },
};

const ocpp201: OcppRoute<v201.StatusNotificationRequest, v201.StatusNotificationResponse> = {
  request: v201.validateRequest,
  response: v201.validateResponse,
  async handle(request, { caller, receivedAt }) {
    const { evseId, connectorId, connectorStatus: status, timestamp } = request;
    const since = plausibleTimestamp(timestamp, receivedAt);
    await chargers.recordConnector(
      caller,
      // Some stations report themselves as EVSE 0, as 1.6 does with connector 0.
      evseId === 0 ? connectorKey(0) : connectorKey(connectorId, evseId),
      stated({ status, since, reportedAt: receivedAt }),
    );
    return {};
  },
};

export const handler = ocppHandler({
  action: "StatusNotification",
  routes: { "ocpp1.6": ocpp16, "ocpp2.0.1": ocpp201 },
});
