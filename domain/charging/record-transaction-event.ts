import { DomainError } from "../errors.ts";
import type { ConnectionBinding } from "../fleet/charger.ts";
import { type Authorization, authorizeAt } from "./authorize.ts";
import { endedSession, type SessionEnd, startMissingSession } from "./end-session.ts";
import { flagsOfDeviations } from "./flags-of-deviations.ts";
import type { ReadingsToKeep, Refusal, SessionStore, StartFacts } from "./ports.ts";
import type { Session } from "./session.ts";
import { identifiedSession, startedSession } from "./start-session.ts";

/** A 2.0.1 TransactionEvent in the domain's words. */
export interface TransactionReport {
  readonly eventType: "Started" | "Updated" | "Ended";
  readonly sessionId: string;
  readonly transactionId: string;
  readonly evseId?: number;
  readonly connectorId?: number;
  /** The token, where this event is the one that brings it. */
  readonly tokenRef?: string;
  readonly at: string;
  readonly stopReason?: string;
  /** What the meter said, with chargingState and seqNo; never empty, so that the event itself leaves a trace. */
  readonly kept: ReadingsToKeep;
  readonly deviations: readonly string[];
}

/** The answer about the token, where the event brought one. */
export type TransactionAnswer = Authorization | undefined;

/**
 * Records one event of a 2.0.1 transaction. Started begins the session, Updated appends what the meter said (and
 * takes up a token that comes late), Ended computes and closes. Every event may come twice, late or without the
 * others: a session whose start was lost is made from its end, and flagged.
 */
export async function recordTransactionEvent(
  report: TransactionReport,
  caller: ConnectionBinding,
  sessions: SessionStore,
): Promise<TransactionAnswer> {
  if (report.eventType === "Ended") return recordEnd(report, caller, sessions);
  if (report.eventType === "Started" || report.tokenRef !== undefined) {
    return recordBegin(report, caller, sessions);
  }
  await sessions.keepReadings(caller.operatorId, report.sessionId, report.kept);
  return undefined;
}

/** Started, or a token that comes while no other event has begun the session. */
async function recordBegin(
  report: TransactionReport,
  caller: ConnectionBinding,
  sessions: SessionStore,
): Promise<TransactionAnswer> {
  const { sessionId, tokenRef, kept } = report;
  const facts = await sessions.factsForStart({ caller, tokenRef, sessionId });
  const known = facts.session;
  const own = known?.tokenRef !== undefined && known.tokenRef === tokenRef;
  const authorization =
    tokenRef === undefined
      ? undefined
      : authorizeAt(caller, facts.token, kept.receivedAt, own ? "own-session" : "start");
  if (!known) {
    const session = begunSession(report, caller, facts, authorization);
    const refusal = await sessions.begin({ caller, session, readings: kept });
    if (refusal === undefined) return authorization;
    if (refusal === "connection-not-current") throw notCurrent();
    return recordBegin(report, caller, sessions);
  }
  if (tokenRef === undefined || known.tokenRef !== undefined || known.state === "ended") {
    await sessions.keepReadings(caller.operatorId, sessionId, kept);
    return authorization && own ? { ...authorization, status: known.authorization } : authorization;
  }
  const after = identifiedSession(known, {
    tokenRef,
    authorization: authorization?.status ?? "Invalid",
  });
  const refusal = await sessions.replace({ before: known, after, caller, readings: kept });
  if (refusal === "token-busy") return recordBegin(report, caller, sessions);
  if (refusal === "connection-not-current") throw notCurrent();
  return authorization;
}

async function recordEnd(
  report: TransactionReport,
  caller: ConnectionBinding,
  sessions: SessionStore,
): Promise<TransactionAnswer> {
  const { sessionId, at, stopReason, tokenRef, kept } = report;
  const { session, readings } = await sessions.load(caller.operatorId, sessionId);
  const end = {
    endedAt: at,
    ...(stopReason !== undefined && { stopReason }),
    ...(tokenRef !== undefined && { stopTokenRef: tokenRef }),
    readings: [...readings, ...kept.readings],
    flags: flagsOfDeviations(report.deviations),
  };
  const ended = session
    ? endedSession(session, end)
    : await endWithoutStart(report, caller, sessions, end);
  if (ended === session) return undefined;
  const refusal: Refusal | undefined = session
    ? await sessions.replace({ before: session, after: ended, caller, readings: kept })
    : await sessions.begin({ caller, session: ended, readings: kept });
  if (refusal === "connection-not-current") throw notCurrent();
  if (refusal === "already-begun") return recordEnd(report, caller, sessions);
  return undefined;
}

/** The start was lost: tariff and token are looked up now, which costs one more call on this rare way. */
async function endWithoutStart(
  report: TransactionReport,
  caller: ConnectionBinding,
  sessions: SessionStore,
  end: SessionEnd & { readonly endedAt: string },
): Promise<Session> {
  const { tokenRef, kept } = report;
  const facts = await sessions.factsForStart({ caller, tokenRef });
  const authorization =
    tokenRef === undefined ? undefined : authorizeAt(caller, facts.token, kept.receivedAt);
  return startMissingSession({
    ...identity(report, caller),
    ...end,
    tokenRef,
    authorization: authorization?.status ?? "Pending",
    tariff: facts.tariff,
  });
}

function begunSession(
  report: TransactionReport,
  caller: ConnectionBinding,
  facts: StartFacts,
  authorization: Authorization | undefined,
): Session {
  return startedSession({
    ...identity(report, caller),
    ...(report.tokenRef !== undefined && { tokenRef: report.tokenRef }),
    authorization: authorization?.status ?? "Pending",
    startedAt: report.at,
    meterStartWh: firstRegisterWh(report.kept),
    ...(facts.tariff && { tariff: facts.tariff }),
    flags: flagsOfDeviations(report.deviations),
  });
}

function identity(report: TransactionReport, caller: ConnectionBinding) {
  const { operatorId, chargerId, siteId, version } = caller;
  const { sessionId, transactionId, evseId, connectorId } = report;
  return {
    operatorId,
    chargerId,
    siteId,
    version,
    sessionId,
    transactionId,
    ...(evseId !== undefined && { evseId }),
    connectorId: connectorId ?? 1,
  };
}

function firstRegisterWh({ readings }: ReadingsToKeep): number | undefined {
  return readings.find(({ energyRegisterWh }) => energyRegisterWh !== undefined)?.energyRegisterWh;
}

function notCurrent(): DomainError {
  return new DomainError("connection.not-current", "The charger has a newer connection");
}
