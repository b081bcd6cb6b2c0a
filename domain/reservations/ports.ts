import type { Reservation } from "./reservation.ts";

/** Why a reservation was not made; nothing was written. */
type ReservationRefusal = "number-taken" | "place-held";

export interface ReservationStore {
  /** Writes a requested one, and takes its place for it. */
  readonly create: (reservation: Reservation) => Promise<ReservationRefusal | undefined>;
  /** As it is stored; what time made of it, `reservationAt` says. */
  readonly find: (reservationId: number) => Promise<Reservation | undefined>;
  /** Changes it unless somebody else was faster (false); with its end its place is free. */
  readonly replace: (before: Reservation, after: Reservation) => Promise<boolean>;
}
