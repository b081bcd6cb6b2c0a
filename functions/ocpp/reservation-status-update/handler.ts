import { reservationStore } from "#adapters/dynamodb/reservation-store.ts";
import { sortableNumber } from "#domain/reports/reported-thing.ts";
import { recordReservation } from "#domain/reservations/record-answer.ts";
import { afterStatusUpdate } from "#domain/reservations/take-answer.ts";
import { environment } from "#functions/shared/environment.ts";
import { ocppHandler } from "#functions/shared/ocpp-handler.ts";
import type { OcppRoute } from "#functions/shared/ocpp-route.ts";
import { reportPorts } from "#functions/shared/reports.ts";
import * as v201 from "#ocpp/generated/v201/reservation-status-update.js";

const chargingTable = environment("CHARGING_TABLE");

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
    const { operatorId, chargerId } = caller;
    await recordReservation(
      { chargerId, reservationId },
      (reservation) => afterStatusUpdate(reservation, status, reportedAt),
      reservationStore({ operatorId }, chargingTable),
    );
    return {};
  },
};

export const handler = ocppHandler({
  action: "ReservationStatusUpdate",
  routes: { "ocpp2.0.1": ocpp201 },
});
