import { chargerStore } from "#adapters/dynamodb/charger-store.ts";
import { DomainError } from "#domain/errors.ts";
import { reportHeartbeat, wasSeenLately } from "#domain/fleet/report-heartbeat.ts";
import { environment } from "./environment.ts";
import { logger } from "./observability.ts";
import type { OcppContext } from "./ocpp-route.ts";

const ports = {
  chargers: chargerStore(environment("FLEET_TABLE")),
  recordedMs: new Map<string, number>(),
};

/** Notes that a charger lives which sends readings and no heartbeats meanwhile (1.6 §4.6 allows it); a failure is never the message's. */
export async function notePresence({
  caller,
  receivedAt,
}: Pick<OcppContext, "caller" | "receivedAt">): Promise<void> {
  if (wasSeenLately(caller, receivedAt)) return;
  try {
    await reportHeartbeat(caller, receivedAt, ports);
  } catch (error) {
    if (error instanceof DomainError) return;
    const { operatorId, chargerId } = caller;
    logger.warn("a charger's presence could not be noted", { operatorId, chargerId, error });
  }
}
