import type { OcppVersion } from "#domain/fleet/charger.ts";
import type { Reservation } from "#domain/reservations/reservation.ts";

/** 1.6 IdToken is a CiString20Type: a charger cannot be told a longer group. */
const LONGEST_PARENT_ID_TAG = 20;

/** The ReserveNow of either version; the command that it becomes is stored sealed. */
export function reservePayload(
  version: OcppVersion,
  { reservationId, connectorId, expiresAt }: Reservation,
  { tokenId, groupId }: { readonly tokenId: string; readonly groupId?: string | undefined },
): Readonly<Record<string, unknown>> {
  if (version === "ocpp1.6") {
    const isShort = groupId !== undefined && groupId.length <= LONGEST_PARENT_ID_TAG;
    return {
      connectorId,
      expiryDate: expiresAt,
      idTag: tokenId,
      ...(isShort && { parentIdTag: groupId }),
      reservationId,
    };
  }
  return {
    id: reservationId,
    expiryDateTime: expiresAt,
    idToken: { idToken: tokenId, type: "ISO14443" },
    ...(connectorId > 0 && { evseId: connectorId }),
    ...(groupId !== undefined && { groupIdToken: { idToken: groupId, type: "Central" } }),
  };
}
