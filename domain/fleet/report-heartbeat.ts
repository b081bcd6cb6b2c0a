import type { ConnectionBinding } from "./charger.ts";
import type { ChargerReports } from "./charger-reports.ts";

/** A heartbeat that follows a recorded one this soon says nothing that its connection does not say; each write costs. */
const RECORDED_EVERY_MS = 900_000;
/** Bounds the memory of an execution environment; who is forgotten is only recorded once more. */
const REMEMBERED = 10_000;

/** Whether its handshake alone says that a charger lives. */
export function wasSeenLately(
  { connectedAt }: Pick<ConnectionBinding, "connectedAt">,
  now: string,
): boolean {
  return Date.parse(now) - Date.parse(connectedAt) < RECORDED_EVERY_MS;
}

/** Notes that a charger lives, at most every quarter of an hour of a connection; `recordedMs` remembers between calls. */
export async function reportHeartbeat(
  caller: ConnectionBinding,
  seenAt: string,
  ports: {
    readonly chargers: Pick<ChargerReports, "recordSeen">;
    readonly recordedMs: Map<string, number>;
  },
): Promise<void> {
  const { chargers, recordedMs } = ports;
  const { connectionId } = caller;
  const nowMs = Date.parse(seenAt);
  const lastMs = recordedMs.get(connectionId);
  if (lastMs !== undefined && nowMs - lastMs < RECORDED_EVERY_MS) return;

  await chargers.recordSeen(caller, seenAt);

  recordedMs.delete(connectionId);
  const [longestAgo] = recordedMs.keys();
  if (recordedMs.size >= REMEMBERED && longestAgo !== undefined) recordedMs.delete(longestAgo);
  recordedMs.set(connectionId, nowMs);
}
