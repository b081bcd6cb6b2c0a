/**
 * `requested` until the charger answers; only its Accepted makes it `held`. It ends by the charge that it was for
 * (`used`), by its time (`expired`), by us (`cancelled`) or by the charger (`removed`).
 */
type ReservationState =
  | "requested"
  | "held"
  | "refused"
  | "used"
  | "expired"
  | "cancelled"
  | "removed";

/** A connector kept free for one token. Times are ISO 8601 UTC. */
export interface Reservation {
  readonly operatorId: string;
  readonly chargerId: string;
  readonly siteId: string;
  /** OCPP's number of it, unique in the operator: the second in which it was made, counted from 2020. */
  readonly reservationId: number;
  /** The connector (1.6) or EVSE (2.0.1); 0 where any will do. */
  readonly connectorId: number;
  readonly tokenRef: string;
  /** The blind index of the token's group: cards of it may use the reservation too. */
  readonly groupRef?: string;
  readonly state: ReservationState;
  readonly requestedAt: string;
  readonly expiresAt: string;
  readonly createdBy: string;
  /** The ReserveNow. */
  readonly commandId: string;
  /** What the charger answered to it, or how else the command ended. */
  readonly answeredAs?: string;
  /** What became of the last CancelReservation. */
  readonly cancelAnsweredAs?: string;
  readonly endedAt?: string;
  /** The session that it was for. */
  readonly sessionId?: string;
}

/** A ReserveNow is answered or overdue long before; what is still open then was lost. */
const ANSWER_WITHIN_MS = 600_000;
const EPOCH_MS = Date.parse("2020-01-01T00:00:00Z");

/** The number of a reservation that is made at a moment; `attempt` where the one before is taken. 31 bits until 2088. */
export function reservationIdAt(now: string, attempt = 0): number {
  return Math.floor((Date.parse(now) - EPOCH_MS) / 1000) + attempt;
}

/** A reservation as it is at a moment: whatever is stored, nothing is held beyond its time. */
export function reservationAt(reservation: Reservation, now: string): Reservation {
  const { state, expiresAt, requestedAt } = reservation;
  if (state !== "requested" && state !== "held") return reservation;
  if (Date.parse(expiresAt) <= Date.parse(now)) {
    return { ...reservation, state: "expired", endedAt: expiresAt };
  }
  const isLost = Date.parse(now) - Date.parse(requestedAt) > ANSWER_WITHIN_MS;
  return state === "requested" && isLost ? { ...reservation, state: "refused" } : reservation;
}

/** The moment before which a request without an answer keeps nobody else out any more. */
export function lostBefore(now: string): string {
  return new Date(Date.parse(now) - ANSWER_WITHIN_MS).toISOString();
}
