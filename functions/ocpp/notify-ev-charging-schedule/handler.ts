import { sortableNumber } from "#domain/reports/reported-thing.ts";
import { ocppHandler } from "#functions/shared/ocpp-handler.ts";
import type { OcppRoute } from "#functions/shared/ocpp-route.ts";
import { reportPorts } from "#functions/shared/reports.ts";
import * as v201 from "#ocpp/generated/v201/notify-ev-charging-schedule.js";

const ocpp201: OcppRoute<
  v201.NotifyEVChargingScheduleRequest,
  v201.NotifyEVChargingScheduleResponse
> = {
  request: v201.validateRequest,
  response: v201.validateResponse,
  async handle({ evseId, timeBase, chargingSchedule }, { caller, receivedAt: reportedAt }) {
    const content = { evseId, timeBase, chargingSchedule };
    const id = sortableNumber(evseId);
    await reportPorts.things.record(caller, [
      { kind: "ev-charging-schedule", id, content, reportedAt },
    ]);
    return { status: "Accepted" };
  },
};

export const handler = ocppHandler({
  action: "NotifyEVChargingSchedule",
  routes: { "ocpp2.0.1": ocpp201 },
});
