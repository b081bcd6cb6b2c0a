import { dynamoTokenReader } from "#adapters/dynamodb/token-reader.ts";
import { authorizeToken } from "#domain/charging/authorize.ts";
import { DomainError } from "#domain/errors.ts";
import type { ReservationStore } from "#domain/reservations/ports.ts";
import { type Reservation, reservationIdAt } from "#domain/reservations/reservation.ts";
import { environment } from "#functions/shared/environment.ts";
import { sealerOf, tokenRefOf } from "#functions/shared/privacy.ts";
import { invalid } from "#functions/shared/rest-request.ts";

const findToken = dynamoTokenReader(environment("CHARGING_TABLE"), sealerOf);

/** Nobody should find a connector kept for a week. */
const LONGEST_MS = 7 * 86_400_000;
/** More than one a second is rare; more than eight in one second is a mistake. */
const ATTEMPTS = 8;

/**
 * The token that a connector is to be kept for, by its id. Throws `token.not-found`, and `reservation.token-refused`
 * where it could not charge.
 */
export async function tokenToReserveFor(operatorId: string, tokenId: string, now: string) {
  const tokenRef = await tokenRefOf(operatorId, tokenId);
  const token = await findToken(operatorId, tokenRef);
  if (!token) throw new DomainError("token.not-found", "There is no such token.");
  const { status } = authorizeToken(token, now, "ask");
  if (status !== "Accepted") {
    throw new DomainError("reservation.token-refused", `The token may not charge: ${status}.`);
  }
  const { groupId } = token;
  const groupRef = groupId === undefined ? undefined : await tokenRefOf(operatorId, groupId);
  return { tokenRef, groupId, ...(groupRef !== undefined && { groupRef }) };
}

/** Refuses an end that is over or too far away. Throws `request.invalid`. */
export function checkEnd(expiresAt: string, now: string): void {
  const aheadMs = Date.parse(expiresAt) - Date.parse(now);
  const pointer = "/expiresAt";
  if (aheadMs <= 0) throw invalid({ in: "body", pointer, detail: "Must be later than now" });
  if (aheadMs <= LONGEST_MS) return;
  throw invalid({ in: "body", pointer, detail: "A connector is kept for seven days at most" });
}

/** Writes a reservation under the next number that is free. Throws `reservation.overlaps`. */
export async function takeNumber(
  wanted: Omit<Reservation, "reservationId">,
  store: Pick<ReservationStore, "create">,
): Promise<Reservation> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const reservation = { ...wanted, reservationId: reservationIdAt(wanted.requestedAt, attempt) };
    const refusal = await store.create(reservation);
    if (refusal === undefined) return reservation;
    if (refusal === "place-held") {
      throw new DomainError("reservation.overlaps", "The connector is kept for somebody already.");
    }
  }
  throw new DomainError("request.conflict", "Too many reservations at the same moment. Try again.");
}
