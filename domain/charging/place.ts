import type { Session } from "./session.ts";

/**
 * Where only one session can charge at a time, as a part of keys: the connector (1.6) or the EVSE (2.0.1, E01).
 * Undefined where the charger did not say which, or named itself (0).
 */
export function placeOf({
  version,
  connectorId,
  evseId,
}: Pick<Session, "version" | "connectorId" | "evseId">): string | undefined {
  const place = version === "ocpp1.6" ? connectorId : evseId;
  return place !== undefined && place > 0 ? String(place) : undefined;
}
