import type { Command } from "#domain/commands/command.ts";
import type { ReservationStore } from "#domain/reservations/ports.ts";
import { recordReservation } from "#domain/reservations/record-answer.ts";
import { afterCancel, afterReserve } from "#domain/reservations/take-answer.ts";
import { outcomeWord } from "./charger-command.ts";

/** Changes a reservation by the end of the ReserveNow or CancelReservation that was about it. Safe to repeat. */
export async function takeReservationAnswer(
  command: Command,
  store: ReservationStore,
): Promise<void> {
  const { action, chargerId, payload, createdAt, finishedAt = createdAt } = command;
  const word = outcomeWord(command);
  const reservationId = Number(payload["reservationId"] ?? payload["id"]);
  if (word === undefined || !Number.isSafeInteger(reservationId) || reservationId < 0) return;
  await recordReservation(
    { chargerId, reservationId },
    (reservation) => {
      if (action !== "ReserveNow") return afterCancel(reservation, word, finishedAt);
      // Somebody may have sent one of the same number by hand.
      const isOwn = reservation.commandId === command.commandId;
      return isOwn ? afterReserve(reservation, word, finishedAt) : undefined;
    },
    store,
  );
}
