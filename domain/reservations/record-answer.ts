import type { ReservationStore } from "./ports.ts";
import type { Reservation } from "./reservation.ts";

const ATTEMPTS = 5;

/**
 * Changes a charger's reservation by what was said of it. One of another charger, or of none, is left alone: a number
 * in a message leads only to what is the sender's. Safe to repeat.
 */
export async function recordReservation(
  { chargerId, reservationId }: Pick<Reservation, "chargerId" | "reservationId">,
  change: (reservation: Reservation) => Reservation | undefined,
  store: Pick<ReservationStore, "find" | "replace">,
): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const before = await store.find(reservationId);
    if (before?.chargerId !== chargerId) return;
    const after = change(before);
    if (!after || (await store.replace(before, after))) return;
  }
  throw new Error("a reservation could not be changed: too many others at the same time");
}
