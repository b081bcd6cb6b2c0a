import { setTimeout as pause } from "node:timers/promises";
import type { ChargerConnection } from "#domain/fleet/charger.ts";

/** No handshake takes longer than API Gateway waits for its function. */
const HANDSHAKE_MS = 30_000;
const PAUSES_MS = [100, 300, 900];

/** Whether the handshake of a replaced socket may still be under way: then there is no socket to close yet. */
export function mayStillOpen({ connectedAt }: Pick<ChargerConnection, "connectedAt">): boolean {
  return Date.now() - Date.parse(connectedAt) < HANDSHAKE_MS;
}

/** Closes the socket that a new one replaces; one that may still open is tried again until there is something to close. */
export async function closeReplaced(
  replaced: Pick<ChargerConnection, "connectionId" | "connectedAt">,
  close: (connectionId: string) => Promise<boolean>,
): Promise<void> {
  const pauses = mayStillOpen(replaced) ? PAUSES_MS : [];
  if (await close(replaced.connectionId)) return;
  for (const milliseconds of pauses) {
    await pause(milliseconds);
    if (await close(replaced.connectionId)) return;
  }
}
