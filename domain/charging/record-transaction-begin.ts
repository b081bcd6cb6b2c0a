import type { ConnectionBinding } from "../fleet/charger.ts";
import { authorizeAt } from "./authorize.ts";
import { notCurrent } from "./connection-not-current.ts";
import { freePlace, mustMakeRoom } from "./free-place.ts";
import { authorizedAt, type HeldPlace, usedHold } from "./held-place.ts";
import { awaitsStart, withLateStart } from "./late-start.ts";
import type { SessionStore, StartFacts } from "./ports.ts";
import type { Session } from "./session.ts";
import { identifiedSession, startedSession } from "./start-session.ts";
import {
  placeOfEvent,
  startOf,
  type TransactionAnswer,
  type TransactionReport,
  timeOfEvent,
} from "./transaction-report.ts";

/**
 * Records a Started, or a token that comes with an Updated. Steps: read token, tariff, the session and what charges at
 * the EVSE; close an older session there; begin the session, or complete the one that is known.
 */
export async function recordBegin(
  report: TransactionReport,
  caller: ConnectionBinding,
  sessions: SessionStore,
  /** The session that was closed to make room, where this is the second try. */
  freed?: string,
): Promise<TransactionAnswer> {
  const { sessionId, tokenRef, kept } = report;
  const { at } = timeOfEvent(report);
  const place = placeOfEvent(report);
  const facts = await sessions.factsForStart({ caller, tokenRef, sessionId, ...place });
  const { session: known, occupant } = facts;
  const own = known?.tokenRef !== undefined && known.tokenRef === tokenRef;
  const { held = [] } = facts;
  const begin = { tokenRef, reservationId: report.reservationId, at };
  const authorization =
    tokenRef === undefined
      ? undefined
      : own
        ? authorizeAt(caller, facts.token, kept.receivedAt, "own-session")
        : authorizedAt(held, authorizeAt(caller, facts.token, kept.receivedAt), begin);
  const used = usedHold(held, authorization, begin);

  if (known) {
    return recordKnown(report, caller, sessions, { known, facts, own, authorization, used });
  }
  const hasToGo = mustMakeRoom(occupant, at);
  if (hasToGo && occupant?.sessionId !== freed) {
    // The token may be free after that: everything is read anew.
    return recordBegin(report, caller, sessions, await freePlace(occupant, at, caller, sessions));
  }
  const start = { tokenRef, authorization: authorization?.status, tariff: facts.tariff };
  const refusal = await sessions.begin({
    caller,
    session: startedSession(startOf(report, caller, start)),
    readings: kept,
    ...((hasToGo || occupant === undefined) && place),
    used,
  });
  if (refusal === undefined) return authorization;
  if (refusal === "connection-not-current") throw notCurrent();
  return recordBegin(report, caller, sessions);
}

interface KnownTransaction {
  readonly known: Session;
  readonly facts: StartFacts;
  /** Whether the token of the event is the session's. */
  readonly own: boolean;
  readonly authorization: TransactionAnswer;
  readonly used: HeldPlace | undefined;
}

async function recordKnown(
  report: TransactionReport,
  caller: ConnectionBinding,
  sessions: SessionStore,
  { known, facts, own, authorization, used }: KnownTransaction,
): Promise<TransactionAnswer> {
  const { sessionId, tokenRef, kept, eventType } = report;
  const answer =
    authorization && own ? { ...authorization, status: known.authorization } : authorization;
  const isLateStart = eventType === "Started" && awaitsStart(known);
  const isLateToken =
    tokenRef !== undefined && known.tokenRef === undefined && known.state === "active";
  if (!isLateStart && !isLateToken) {
    await sessions.keepReadings(caller.operatorId, sessionId, kept);
    return answer;
  }
  const after = isLateStart
    ? await restarted(report, caller, sessions, { known, facts, own, authorization, used })
    : identifiedSession(known, {
        tokenRef: tokenRef ?? "",
        authorization: authorization?.status ?? "Invalid",
      });
  const refusal = await sessions.replace({ before: known, after, caller, readings: kept, used });
  if (refusal === "connection-not-current") throw notCurrent();
  if (refusal === "token-busy" || refusal === "reservation-over")
    return recordBegin(report, caller, sessions);
  return answer;
}

/** The session with its start that came after what it was made from. */
async function restarted(
  report: TransactionReport,
  caller: ConnectionBinding,
  sessions: SessionStore,
  { known, facts, own, authorization }: KnownTransaction,
): Promise<Session> {
  const { readings } = await sessions.load(caller.operatorId, report.sessionId);
  const isKnownToken = own || known.tokenRef !== undefined;
  const start = startOf(report, caller, {
    tokenRef: known.tokenRef ?? report.tokenRef,
    authorization: isKnownToken ? known.authorization : authorization?.status,
    tariff: facts.tariff ?? known.tariff,
  });
  return withLateStart(known, start, [...readings, ...report.kept.readings]);
}
