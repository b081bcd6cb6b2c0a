import type { Charger } from "#domain/fleet/charger.ts";
import { isConnected } from "#domain/fleet/is-connected.ts";
import { conformanceReply } from "./deviation-reply.ts";

/** A charger as REST shows it: state and reports, nothing of its credential but when it changed. */
export function chargerReply(charger: Charger, now: string) {
  const { credential, connection, lastSeenAt, epoch, connectors, deviationDays, ...facts } =
    charger;
  const { takeovers, nextCredential, passwordChange, profileChange, profileWaiver, ...shown } =
    facts;
  return {
    ...shown,
    conformance: conformanceReply(charger, now),
    passwordChangedAt: credential.changedAt,
    connection: {
      connected: isConnected(charger, now),
      ...(connection && {
        ocppVersion: connection.version,
        connectedAt: connection.connectedAt,
        sourceIp: connection.sourceIp,
        ...(connection.securityProfile && { securityProfile: connection.securityProfile }),
      }),
      ...(lastSeenAt !== undefined && { lastSeenAt }),
    },
    connectors: Object.entries(connectors)
      .map(([key, connector]) => ({ ...placeOf(key), ...connector }))
      .toSorted((a, b) => (a.evseId ?? 0) - (b.evseId ?? 0) || a.connectorId - b.connectorId),
  };
}

/** The numbers in a `connectorKey`. */
function placeOf(key: string): { readonly evseId?: number; readonly connectorId: number } {
  const [first, second] = key.split(".").map(Number);
  if (second === undefined) return { connectorId: first ?? 0 };
  return { evseId: first ?? 0, connectorId: second };
}
