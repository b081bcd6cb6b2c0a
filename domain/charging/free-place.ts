import type { ConnectionBinding } from "../fleet/charger.ts";
import { notCurrent } from "./connection-not-current.ts";
import { endedSession } from "./end-session.ts";
import type { Occupant, SessionStore } from "./ports.ts";

/** Whether what charges at a place has to make room for another session that begins there: it began before. */
export function mustMakeRoom(
  occupant: Occupant | undefined,
  startedAt: string,
): occupant is Occupant {
  return occupant !== undefined && Date.parse(occupant.startedAt) < Date.parse(startedAt);
}

/**
 * Closes a session whose place another one has taken: its stop was lost. It ends with its last reading before then,
 * flagged, and its real stop may still correct it. Gives its id. Throws `connection.not-current`.
 */
export async function freePlace(
  occupant: Occupant,
  takenAt: string,
  caller: ConnectionBinding,
  sessions: Pick<SessionStore, "load" | "replace">,
): Promise<string> {
  const { session, readings } = await sessions.load(caller.operatorId, occupant.sessionId);
  if (session?.state !== "active") return occupant.sessionId;
  const takenMs = Date.parse(takenAt);
  const after = endedSession(session, {
    readings: readings.filter(({ sampledAt }) => Date.parse(sampledAt) <= takenMs),
    flags: ["stop-missing"],
  });
  const refusal = await sessions.replace({ before: session, after, caller });
  if (refusal === "connection-not-current") throw notCurrent();
  return occupant.sessionId;
}
