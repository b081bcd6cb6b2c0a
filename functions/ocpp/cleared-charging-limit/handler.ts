import { chargingLimitId } from "#domain/reports/charging-limit-id.ts";
import { ocppHandler } from "#functions/shared/ocpp-handler.ts";
import type { OcppRoute } from "#functions/shared/ocpp-route.ts";
import { reportPorts } from "#functions/shared/reports.ts";
import * as v201 from "#ocpp/generated/v201/cleared-charging-limit.js";

const ocpp201: OcppRoute<v201.ClearedChargingLimitRequest, v201.ClearedChargingLimitResponse> = {
  request: v201.validateRequest,
  response: v201.validateResponse,
  async handle({ chargingLimitSource, evseId = 0 }, { caller, receivedAt: reportedAt }) {
    const content = { evseId, chargingLimitSource, cleared: true };
    const id = chargingLimitId(evseId, chargingLimitSource);
    await reportPorts.things.record(caller, [{ kind: "charging-limit", id, content, reportedAt }]);
    return {};
  },
};

export const handler = ocppHandler({
  action: "ClearedChargingLimit",
  routes: { "ocpp2.0.1": ocpp201 },
});
