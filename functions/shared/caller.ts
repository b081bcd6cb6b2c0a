import { connectionReader } from "#adapters/dynamodb/connection-store.ts";
import type { ConnectionBinding } from "#domain/fleet/charger.ts";
import { environment } from "./environment.ts";

/** How long a replaced socket may still be believed; writes that carry the epoch refuse it at once. */
const BELIEVED_MS = 30_000;
/** Bounds the memory of an execution environment: about 400 bytes a binding. */
const REMEMBERED = 5_000;

const findBinding = connectionReader(environment("CONNECTIONS_TABLE"));
const remembered = new Map<string, { binding: ConnectionBinding; until: number }>();

/** Who is at the other end of a socket, from memory for half a minute. */
export async function callerOf(connectionId: string): Promise<ConnectionBinding | undefined> {
  const now = Date.now();
  const known = remembered.get(connectionId);
  if (known && known.until > now) return known.binding;
  remembered.delete(connectionId);
  const binding = await findBinding(connectionId);
  if (!binding) return undefined;
  const [oldest] = remembered.keys();
  if (remembered.size >= REMEMBERED && oldest !== undefined) remembered.delete(oldest);
  remembered.set(connectionId, { binding, until: now + BELIEVED_MS });
  return binding;
}

/** A write was refused because the socket is no longer current: do not believe it again. */
export function forgetCaller(connectionId: string): void {
  remembered.delete(connectionId);
}
