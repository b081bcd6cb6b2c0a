import { commandStore } from "#adapters/dynamodb/command-store.ts";
import { reservationStore } from "#adapters/dynamodb/reservation-store.ts";
import type { Command } from "#domain/commands/command.ts";
import { DUTY_SUBJECT } from "#domain/tenancy/tenant-context.ts";
import { chargerCommand } from "#functions/shared/charger-command.ts";
import { environment } from "#functions/shared/environment.ts";
import { sealerOf } from "#functions/shared/privacy.ts";
import { takeReservationAnswer } from "#functions/shared/reservation-answers.ts";

const commands = commandStore(environment("FLEET_TABLE"), sealerOf);
const chargingTable = environment("CHARGING_TABLE");

/**
 * Makes of a reservation what the charger answered to its ReserveNow or CancelReservation. A charger that was told to
 * keep a connector and did not answer may keep it all the same: it is told to forget it.
 */
export async function afterReservation(command: Command): Promise<void> {
  const { operatorId, action, state, sentAt, finishedAt = command.createdAt } = command;
  await takeReservationAnswer(command, reservationStore({ operatorId }, chargingTable));
  if (action !== "ReserveNow" || state !== "timed-out" || sentAt === undefined) return;
  const { reservationId, id } = command.payload;
  const forget = chargerCommand(command, {
    action: "CancelReservation",
    payload: { reservationId: reservationId ?? id },
    createdBy: DUTY_SUBJECT,
    createdAt: finishedAt,
  });
  await commands.create(forget);
}
