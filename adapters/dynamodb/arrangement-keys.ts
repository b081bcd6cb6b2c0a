import { sortableNumber } from "#domain/reports/reported-thing.ts";
import type { Key } from "./keys.ts";

const chargerPartition = (operatorId: string, chargerId: string) => `${operatorId}#${chargerId}`;

/** Keys of what is arranged with chargers: charging profiles, local lists, reservations. */
export const arrangementKeys = {
  /** Before all charging profiles of a charger. */
  chargingProfiles: (operatorId: string, chargerId: string): Key => ({
    pk: chargerPartition(operatorId, chargerId),
    sk: "PROFILE#",
  }),
  chargingProfile: (operatorId: string, chargerId: string, profileId: number): Key => ({
    pk: chargerPartition(operatorId, chargerId),
    sk: `PROFILE#${sortableNumber(profileId)}`,
  }),
  /** What a charger's local authorisation list should hold, and does. */
  localList: (operatorId: string, chargerId: string): Key => ({
    pk: chargerPartition(operatorId, chargerId),
    sk: "LOCAL-LIST",
  }),
  /** The chargers of an operator that have such a list. */
  localListIndex: (operatorId: string, chargerId: string) => ({
    gsi1pk: `${operatorId}#LOCAL-LISTS`,
    gsi1sk: chargerId,
  }),
  /** The tokens that chargers keep in their local lists. */
  localTokenIndex: (operatorId: string, tokenRef: string) => ({
    gsi1pk: `${operatorId}#LOCAL-TOKENS`,
    gsi1sk: tokenRef,
  }),
  /** Its number tells when it was made, so that reservations sort by time. */
  reservation: (operatorId: string, reservationId: number): Key => ({
    pk: operatorId,
    sk: `RESERVATION#${sortableNumber(reservationId)}`,
  }),
  /** Before all reservations of an operator. */
  reservations: (operatorId: string): Key => ({ pk: operatorId, sk: "RESERVATION#" }),
  /** Whom a connector or EVSE is kept free for. */
  heldPlace: (operatorId: string, chargerId: string, place: string): Key => ({
    pk: chargerPartition(operatorId, chargerId),
    sk: `HOLD#${place}`,
  }),
} as const;
