import { stated } from "#domain/fleet/stated.ts";
import { chargingLimitId } from "#domain/reports/charging-limit-id.ts";
import { ocppHandler } from "#functions/shared/ocpp-handler.ts";
import type { OcppRoute } from "#functions/shared/ocpp-route.ts";
import { reportPorts } from "#functions/shared/reports.ts";
import * as v201 from "#ocpp/generated/v201/notify-charging-limit.js";

const ocpp201: OcppRoute<v201.NotifyChargingLimitRequest, v201.NotifyChargingLimitResponse> = {
  request: v201.validateRequest,
  response: v201.validateResponse,
  async handle(
    { chargingLimit, chargingSchedule = [], evseId = 0 },
    { caller, receivedAt: reportedAt },
  ) {
    const { chargingLimitSource, isGridCritical } = chargingLimit;
    const content = stated({ evseId, chargingLimitSource, isGridCritical, chargingSchedule });
    const id = chargingLimitId(evseId, chargingLimitSource);
    await reportPorts.things.record(caller, [{ kind: "charging-limit", id, content, reportedAt }]);
    return {};
  },
};

export const handler = ocppHandler({
  action: "NotifyChargingLimit",
  routes: { "ocpp2.0.1": ocpp201 },
});
