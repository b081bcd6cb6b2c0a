import { pendingHandshakeStore } from "#adapters/dynamodb/pending-handshake-store.ts";
import type { Handshake } from "#domain/fleet/admit-charger.ts";
import { admitPendingCharger, type PendingAdmission } from "#domain/fleet/admit-pending-charger.ts";
import { environment } from "#functions/shared/environment.ts";
import { logger } from "#functions/shared/observability.ts";

const ports = pendingHandshakeStore({
  connectionsTable: environment("CONNECTIONS_TABLE"),
  directoryTable: environment("DIRECTORY_TABLE"),
  fleetTable: environment("FLEET_TABLE"),
});

/** Lets a station that nobody made known wait for a person, where its operator wants that; closes its socket before. */
export async function admitUnknown(
  handshake: Handshake,
  closeSocket: (connectionId: string) => Promise<boolean>,
): Promise<PendingAdmission> {
  const admission = await admitPendingCharger(handshake, ports);
  if (!admission.admitted) return admission;
  const { connectionId, operatorId, chargerId, version } = admission.binding;
  logger.info("unknown station waits", { connectionId, operatorId, chargerId, version });
  if (admission.replaces !== undefined) {
    // It could only boot; one that stays open harms nobody.
    await closeSocket(admission.replaces).catch(() => false);
  }
  return admission;
}
