import type { Operator } from "../tenancy/operator.ts";
import { endedSession } from "./end-session.ts";
import type { SessionStore } from "./ports.ts";

/** Where the sweep finds work: a page at a time, so that its memory does not grow with the fleet. */
export interface ActiveSessions {
  readonly operators: () => AsyncIterable<Operator>;
  /** Ids of the operator's active sessions that began before a moment. */
  readonly begunBefore: (operatorId: string, moment: string) => AsyncIterable<string>;
}

type EndedSessions = Pick<SessionStore, "load" | "replace">;

/**
 * Closes the sessions whose stop never came. Steps, per operator: find active sessions that began longer ago than the
 * operator's limit; look when each was last heard of; close the silent ones at that moment, with the energy that was
 * proven, flagged. The real stop may still correct it. Gives how many were closed.
 */
export async function sweepStaleSessions(
  now: string,
  ports: { readonly active: ActiveSessions; readonly sessions: EndedSessions },
): Promise<number> {
  let closed = 0;
  for await (const { operatorId, settings } of ports.active.operators()) {
    const limit = new Date(
      Date.parse(now) - settings.staleSessionAfterSeconds * 1000,
    ).toISOString();
    for await (const sessionId of ports.active.begunBefore(operatorId, limit)) {
      if (await closeIfSilent(operatorId, sessionId, limit, ports.sessions)) closed += 1;
    }
  }
  return closed;
}

async function closeIfSilent(
  operatorId: string,
  sessionId: string,
  limit: string,
  sessions: EndedSessions,
): Promise<boolean> {
  const { session, readings } = await sessions.load(operatorId, sessionId);
  if (!session || session.state === "ended") return false;
  const lastHeardAt = readings.reduce(
    (latest, { sampledAt }) => (sampledAt > latest ? sampledAt : latest),
    session.startedAt,
  );
  if (lastHeardAt >= limit) return false;
  const after = endedSession(session, {
    endedAt: lastHeardAt,
    readings,
    flags: ["stop-missing"],
  });
  const refusal = await sessions.replace({ before: session, after });
  return refusal === undefined;
}
