import { isRegister } from "./energy.ts";
import type { AuthorizationStatus, Session, SessionFlag } from "./session.ts";
import { joinedFlags } from "./session-flags.ts";
import type { TariffSnapshot } from "./tariff.ts";
import { snapshotOf } from "./tariff-snapshot.ts";

/** Whose session it is, where, and how the charger names it. */
type SessionIdentity = Pick<
  Session,
  "sessionId" | "operatorId" | "chargerId" | "siteId" | "version" | "transactionId" | "connectorId"
> & { readonly evseId?: number | undefined };

export interface SessionStart extends SessionIdentity {
  readonly tokenRef?: string | undefined;
  readonly authorization: AuthorizationStatus;
  readonly startedAt: string;
  /** Absent where the charger sent no register with the start. */
  readonly meterStartWh?: number | undefined;
  /** In force at the start; a whole Tariff may be given, only its snapshot is kept. */
  readonly tariff?: TariffSnapshot | undefined;
  /** What was odd about the message. */
  readonly flags?: readonly SessionFlag[];
}

/** The session that a start opens, accepted or not: the charger may have begun while it was offline. */
export function startedSession(start: SessionStart): Session {
  const { evseId, tokenRef, meterStartWh, tariff } = start;
  return {
    sessionId: start.sessionId,
    operatorId: start.operatorId,
    chargerId: start.chargerId,
    siteId: start.siteId,
    version: start.version,
    transactionId: start.transactionId,
    ...(evseId !== undefined && { evseId }),
    connectorId: start.connectorId,
    state: "active",
    ...(tokenRef !== undefined && { tokenRef }),
    authorization: start.authorization,
    startedAt: start.startedAt,
    ...(isRegister(meterStartWh) ? { meterStartWh } : { meterStartWh: 0, meterStartMissing: true }),
    ...(tariff !== undefined && { tariff: snapshotOf(tariff) }),
    flags: joinedFlags(
      start.flags ?? [],
      tariff === undefined ? ["no-tariff"] : [],
      start.authorization === "Accepted" ? [] : ["not-authorized"],
    ),
  };
}

/**
 * An active session that began before its driver was known (2.0.1: cable first) with the token that came later; one
 * that is already accepted, or has ended, stays as it is.
 */
export function identifiedSession(
  session: Session,
  { tokenRef, authorization }: Required<Pick<Session, "tokenRef" | "authorization">>,
): Session {
  if (session.state === "ended" || session.authorization === "Accepted") return session;
  const otherFlags = session.flags.filter((flag) => flag !== "not-authorized");
  const flags = authorization === "Accepted" ? otherFlags : session.flags;
  return { ...session, tokenRef, authorization, flags };
}
