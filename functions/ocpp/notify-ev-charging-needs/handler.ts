import { stated } from "#domain/fleet/stated.ts";
import { sortableNumber } from "#domain/reports/reported-thing.ts";
import { ocppHandler } from "#functions/shared/ocpp-handler.ts";
import type { OcppRoute } from "#functions/shared/ocpp-route.ts";
import { reportPorts } from "#functions/shared/reports.ts";
import * as v201 from "#ocpp/generated/v201/notify-ev-charging-needs.js";

const ocpp201: OcppRoute<v201.NotifyEVChargingNeedsRequest, v201.NotifyEVChargingNeedsResponse> = {
  request: v201.validateRequest,
  response: v201.validateResponse,
  // Nobody here computes schedules for cars: the charger goes on by the profiles that it has (2.0.1 K15).
  async handle({ evseId, chargingNeeds, maxScheduleTuples }, { caller, receivedAt: reportedAt }) {
    const content = stated({ evseId, chargingNeeds, maxScheduleTuples });
    const id = sortableNumber(evseId);
    await reportPorts.things.record(caller, [
      { kind: "ev-charging-needs", id, content, reportedAt },
    ]);
    return { status: "Rejected" };
  },
};

export const handler = ocppHandler({
  action: "NotifyEVChargingNeeds",
  routes: { "ocpp2.0.1": ocpp201 },
});
