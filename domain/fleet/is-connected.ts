import type { Charger } from "./charger.ts";

/** Heartbeats and readings are written down so often at most (`reportHeartbeat`). */
const RECORDED_EVERY_MS = 900_000;
/** API Gateway cuts a socket that is silent for ten minutes, so no interval is longer. */
const LONGEST_INTERVAL_SECONDS = 540;
/** One that was lost is no silence. */
const INTERVALS = 2;

/** Whether a charger is connected, by evidence: its socket has not ended, and it was seen as recently as it must have been. */
export function isConnected(
  { connection, lastSeenAt }: Pick<Charger, "connection" | "lastSeenAt">,
  now: string,
): boolean {
  if (!connection) return false;
  const { connectedAt, heartbeatIntervalSeconds = LONGEST_INTERVAL_SECONDS } = connection;
  const seenMs = Math.max(Date.parse(connectedAt), Date.parse(lastSeenAt ?? connectedAt));
  const patienceMs = RECORDED_EVERY_MS + INTERVALS * heartbeatIntervalSeconds * 1000;
  return Date.parse(now) - seenMs <= patienceMs;
}
