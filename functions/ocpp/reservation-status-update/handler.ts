import { sortableNumber } from "#domain/reports/reported-thing.ts";
import { ocppHandler } from "#functions/shared/ocpp-handler.ts";
import type { OcppRoute } from "#functions/shared/ocpp-route.ts";
import { reportPorts } from "#functions/shared/reports.ts";
import * as v201 from "#ocpp/generated/v201/reservation-status-update.js";

const ocpp201: OcppRoute<
  v201.ReservationStatusUpdateRequest,
  v201.ReservationStatusUpdateResponse
> = {
  request: v201.validateRequest,
  response: v201.validateResponse,
  async handle(
    { reservationId, reservationUpdateStatus: status },
    { caller, receivedAt: reportedAt },
  ) {
    const content = { reservationId, status };
    const id = sortableNumber(reservationId);
    await reportPorts.things.record(caller, [{ kind: "reservation", id, content, reportedAt }]);
    return {};
  },
};

export const handler = ocppHandler({
  action: "ReservationStatusUpdate",
  routes: { "ocpp2.0.1": ocpp201 },
});
