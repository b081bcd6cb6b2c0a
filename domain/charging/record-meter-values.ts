import { type ConnectionBinding, connectorKey } from "../fleet/charger.ts";
import { placeOf } from "./place.ts";
import type { Occupant, ReadingsToKeep, SessionStore } from "./ports.ts";
import { canBeOurs } from "./record-stray-stop.ts";

export interface MeterReport {
  readonly connectorId: number;
  /** Undefined where the charger named none; `unusable` where it named one that nobody can read. */
  readonly transactionId: number | "unusable" | undefined;
  readonly sessionIdOf: (transactionId: number) => string;
  readonly kept: ReadingsToKeep;
}

/**
 * Keeps 1.6 meter values: beside the session of the transaction that they name; for an id that cannot be ours, beside
 * the session that charges at their connector; else with the charger. The same values again overwrite themselves.
 */
export async function recordMeterValues(
  report: MeterReport,
  caller: ConnectionBinding,
  sessions: SessionStore,
): Promise<void> {
  const { connectorId, transactionId, kept } = report;
  const sessionId =
    typeof transactionId === "number" && canBeOurs(transactionId)
      ? report.sessionIdOf(transactionId)
      : await sessionAtConnector(report, caller, sessions);
  if (sessionId === undefined) {
    await sessions.keepChargerReadings(caller, connectorKey(connectorId), kept);
  } else {
    await sessions.keepReadings(caller.operatorId, sessionId, kept);
  }
}

async function sessionAtConnector(
  { connectorId, transactionId, kept }: MeterReport,
  caller: ConnectionBinding,
  sessions: SessionStore,
): Promise<string | undefined> {
  const place = placeOf({ version: "ocpp1.6", connectorId });
  if (transactionId === undefined || place === undefined) return undefined;
  const occupant = await sessions.occupantOf(caller, place);
  return occupant && beganBefore(occupant, kept) ? occupant.sessionId : undefined;
}

/** Older readings are of a session whose start has not come yet. */
function beganBefore({ startedAt }: Occupant, { readings }: ReadingsToKeep): boolean {
  return readings.every(({ sampledAt }) => Date.parse(sampledAt) >= Date.parse(startedAt));
}
