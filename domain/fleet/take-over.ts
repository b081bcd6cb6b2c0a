/** The socket that was a charger's current one. */
export interface ReplacedSocket {
  readonly connectionId: string;
  /** When its handshake came. */
  readonly connectedAt: string;
}

export interface TakeOverPorts {
  /** False where there is no such socket: it is gone, or its handshake is not answered yet. */
  readonly close: (connectionId: string) => Promise<boolean>;
  /** Whether the new socket is still the charger's current one. */
  readonly isCurrent: () => Promise<boolean>;
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** A handshake is answered within this time, busy or not. */
const OPENING_MS = 10_000;
const PAUSES_MS = [100, 400, 1_000];

/**
 * Ends the socket that a newer one replaces. One whose own handshake is not answered yet cannot be closed, and would open
 * behind its successor's back: so a young one is tried again. False where the newer one was itself replaced meanwhile.
 */
export async function takeOver(
  replaced: ReplacedSocket,
  receivedAt: string,
  { close, isCurrent, pause }: TakeOverPorts,
): Promise<boolean> {
  const isYoung = Date.parse(receivedAt) - Date.parse(replaced.connectedAt) < OPENING_MS;
  for (const milliseconds of isYoung ? PAUSES_MS : []) {
    if (await close(replaced.connectionId)) return true;
    if (!(await isCurrent())) return false;
    await pause(milliseconds);
  }
  await close(replaced.connectionId);
  return true;
}
