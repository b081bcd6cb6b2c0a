import type { Reservation } from "./reservation.ts";

/** Answers after which the charger certainly has no such reservation: Rejected to a cancellation is "I know of none". */
const CANCELLED: ReadonlySet<string> = new Set(["Accepted", "Rejected"]);

/**
 * A reservation after the end of its ReserveNow: held where the charger accepted it, else refused. Undefined where
 * nothing follows any more.
 */
export function afterReserve(
  reservation: Reservation,
  answeredAs: string,
  at: string,
): Reservation | undefined {
  if (reservation.state !== "requested") return undefined;
  if (answeredAs === "Accepted") return { ...reservation, state: "held", answeredAs };
  return { ...reservation, state: "refused", answeredAs, endedAt: at };
}

/** A reservation after the end of a CancelReservation; one that could not be delivered leaves it held. */
export function afterCancel(
  reservation: Reservation,
  cancelAnsweredAs: string,
  at: string,
): Reservation | undefined {
  const { state } = reservation;
  if (state !== "requested" && state !== "held") return undefined;
  if (!CANCELLED.has(cancelAnsweredAs)) return { ...reservation, cancelAnsweredAs };
  return { ...reservation, state: "cancelled", cancelAnsweredAs, endedAt: at };
}

/** A reservation after the charger told that it is over by itself (2.0.1 ReservationStatusUpdate). */
export function afterStatusUpdate(
  reservation: Reservation,
  status: "Expired" | "Removed",
  at: string,
): Reservation | undefined {
  const { state } = reservation;
  if (state !== "requested" && state !== "held") return undefined;
  return { ...reservation, state: status === "Expired" ? "expired" : "removed", endedAt: at };
}
