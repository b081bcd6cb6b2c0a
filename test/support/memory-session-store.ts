import { isOpen } from "#domain/charging/open-session.ts";
import { placeOf } from "#domain/charging/place.ts";
import type { Occupant, Refusal, RememberedStart, SessionStore } from "#domain/charging/ports.ts";
import type { MeterReading, Session } from "#domain/charging/session.ts";
import type { Tariff } from "#domain/charging/tariff.ts";
import type { Token } from "#domain/charging/token.ts";

/** The session store's rules without a database: what it refuses, and what a write changes besides the session. */
export function memorySessionStore(
  given: {
    readonly tokens?: readonly Token[];
    readonly tariff?: Tariff;
    /** The charger's current epoch; a caller with another one is refused. */
    readonly epoch?: number;
  } = {},
) {
  const sessions = new Map<string, Session>();
  const readings = new Map<string, Map<string, readonly MeterReading[]>>();
  const remembered = new Map<string, RememberedStart>();
  const transactionIds = new Set<string>();
  const raw: unknown[] = [];
  const places = new Map<string, Occupant>();
  const tokens = new Map((given.tokens ?? []).map((token) => [token.tokenRef, token]));

  const change = (tokenRef: string | undefined, by: number) => {
    const token = tokens.get(tokenRef ?? "");
    if (token) {
      tokens.set(token.tokenRef, {
        ...token,
        activeSessions: token.activeSessions + by,
      });
    }
  };
  const isBusy = (session: Session) => {
    const token = tokens.get(session.tokenRef ?? "");
    return !token || token.activeSessions >= token.maxActiveSessions;
  };
  const keep = (sessionId: string, digest: string, kept: readonly MeterReading[]) => {
    const own = readings.get(sessionId) ?? new Map<string, readonly MeterReading[]>();
    readings.set(sessionId, own.set(`${kept[0]?.sampledAt}#${digest}`, kept));
  };

  const store: SessionStore = {
    async occupantOf(_caller, place) {
      return places.get(place);
    },
    async occupantsOf() {
      return [...places.values()];
    },
    async factsForStart({ tokenRef, sessionId, startDigest, place, transactionId }) {
      const occupant = places.get(place ?? "");
      const token = tokens.get(tokenRef ?? "");
      const session = sessions.get(sessionId ?? "");
      const before = remembered.get(startDigest ?? "");
      return {
        ...(token && { token }),
        ...(given.tariff && { tariff: given.tariff }),
        ...(session && { session }),
        ...(before && { remembered: before }),
        ...(occupant && { occupant }),
        ...(transactionIds.has(String(transactionId)) && { isIdGiven: true }),
      };
    },
    async load(_operatorId, sessionId) {
      const session = sessions.get(sessionId);
      return {
        ...(session && { session }),
        readings: [...(readings.get(sessionId)?.values() ?? [])].flat(),
      };
    },
    async begin({ caller, session, startDigest, readings: kept, place }) {
      const refusal = first([
        [sessions.has(session.sessionId), "already-begun"],
        [caller.epoch !== (given.epoch ?? caller.epoch), "connection-not-current"],
        [usesToken(session) && isBusy(session), "token-busy"],
        [startDigest !== undefined && remembered.has(startDigest), "already-begun"],
        [
          startDigest !== undefined && transactionIds.has(String(session.transactionId)),
          "transaction-id-taken",
        ],
      ]);
      if (refusal) return refusal;
      sessions.set(session.sessionId, session);
      if (usesToken(session)) change(session.tokenRef, 1);
      if (startDigest !== undefined) {
        remembered.set(startDigest, {
          transactionId: Number(session.transactionId),
          authorization: session.authorization,
        });
        transactionIds.add(String(session.transactionId));
      }
      if (place !== undefined) places.set(place, session);
      if (kept) keep(session.sessionId, kept.digest, kept.readings);
      return undefined;
    },
    async replace({ before, after, caller, readings: kept, startDigest }) {
      const stored = sessions.get(after.sessionId);
      const refusal = first([
        [stored === undefined || !isOpen(stored), "already-ended"],
        [
          caller !== undefined && caller.epoch !== (given.epoch ?? caller.epoch),
          "connection-not-current",
        ],
        [usesToken(after) && !usesToken(before) && isBusy(after), "token-busy"],
      ]);
      if (refusal) return refusal;
      sessions.set(after.sessionId, after);
      if (startDigest !== undefined) {
        const { authorization } = after;
        remembered.set(startDigest, { transactionId: Number(after.transactionId), authorization });
      }
      const place = placeOf(before) ?? "";
      if (after.state === "ended" && places.get(place)?.sessionId === after.sessionId) {
        places.delete(place);
      }
      if (usesToken(before) && !usesToken(after)) change(before.tokenRef, -1);
      if (usesToken(after) && !usesToken(before)) change(after.tokenRef, 1);
      if (kept) keep(after.sessionId, kept.digest, kept.readings);
      return undefined;
    },
    async keepReadings(_operatorId, sessionId, kept) {
      keep(sessionId, kept.digest, kept.readings);
    },
    async keepChargerReadings() {},
    async keepRaw(_caller, message) {
      raw.push(message);
    },
  };
  return { store, sessions, tokens, raw, token: (id: string) => tokens.get(id) };
}

function usesToken({ state, tokenRef, authorization }: Session): boolean {
  return state === "active" && tokenRef !== undefined && authorization === "Accepted";
}

function first(rules: readonly (readonly [boolean, Refusal])[]): Refusal | undefined {
  return rules.find(([isBroken]) => isBroken)?.[1];
}
