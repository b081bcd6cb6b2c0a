import { setTimeout as pause } from "node:timers/promises";
import type { ChargerConnection } from "#domain/fleet/charger.ts";

/** No handshake takes longer than API Gateway waits for its function. */
const HANDSHAKE_MS = 30_000;
const PAUSES_MS = [100, 300, 900];

/** A socket whose place was taken, and whether anything ever came over it. */
export interface Replaced {
  readonly holder: Pick<ChargerConnection, "connectionId" | "connectedAt">;
  readonly hasSpoken: boolean;
}

/** Whether the handshake of a replaced socket may still be under way: then there is no socket to close yet. */
export function mayStillOpen({ holder, hasSpoken }: Replaced): boolean {
  return !hasSpoken && Date.now() - Date.parse(holder.connectedAt) < HANDSHAKE_MS;
}

/** Closes the socket that a new one replaces; one that may still open is tried again until there is something to close. */
export async function closeReplaced(
  replaced: Replaced,
  close: (connectionId: string) => Promise<boolean>,
): Promise<void> {
  const pauses = mayStillOpen(replaced) ? PAUSES_MS : [];
  const { connectionId } = replaced.holder;
  if (await close(connectionId)) return;
  for (const milliseconds of pauses) {
    await pause(milliseconds);
    if (await close(connectionId)) return;
  }
}
