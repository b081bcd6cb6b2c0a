import type { ConnectionBinding } from "../fleet/charger.ts";
import { type Authorization, authorizeAt } from "./authorize.ts";
import { believableTime } from "./believable-time.ts";
import { notCurrent } from "./connection-not-current.ts";
import { flagsOfDeviations } from "./flags-of-deviations.ts";
import { freePlace, mustMakeRoom } from "./free-place.ts";
import { authorizedAt, usedHold } from "./held-place.ts";
import { isOpen } from "./open-session.ts";
import { placeOf } from "./place.ts";
import type { RememberedStart, SessionStore, StartFacts } from "./ports.ts";
import type { Session } from "./session.ts";
import { joinedFlags } from "./session-flags.ts";
import { startedSession } from "./start-session.ts";

export interface StartPorts {
  readonly sessions: SessionStore;
  /** A random positive 31-bit integer: nobody can guess another charger's transaction (1.6 §6.43 only asks for an integer). */
  readonly newTransactionId: () => number;
  readonly sessionIdOf: (transactionId: number) => string;
  /** Names the start after a remembered one that had the same content. */
  readonly nextDigest: (startDigest: string, transactionId: number) => string;
}

export interface StartReport {
  /** Names the start by its content, so that the same start again is known whatever its message id. */
  readonly startDigest: string;
  readonly connectorId: number;
  /** Undefined where nobody could look the token up. */
  readonly tokenRef: string | undefined;
  readonly reservationId?: number | undefined;
  readonly startedAt: string;
  /** Undefined where the charger sent none that can be used. */
  readonly meterStartWh: number | undefined;
  readonly receivedAt: string;
  readonly deviations: readonly string[];
}

export interface StartAnswer extends Authorization {
  readonly transactionId: number;
}

const ATTEMPTS = 8;

/**
 * Records that a charger began a 1.6 transaction. Steps: read token, tariff, what charges at the connector and whether
 * this very start is known; if it is, repeat its answer; close an older session at the connector; authorise, give a
 * transaction id and write the session. A charger may have begun while offline, so a refused token still has its
 * session, flagged.
 */
export async function recordStart(
  report: StartReport,
  caller: ConnectionBinding,
  ports: StartPorts,
): Promise<StartAnswer> {
  const { tokenRef, receivedAt } = report;
  const { at: startedAt } = believableTime(report.startedAt, receivedAt);
  const place = placeOf({ version: caller.version, connectorId: report.connectorId });
  let { startDigest } = report;
  let freed: string | undefined;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const question = { caller, tokenRef, startDigest, ...(place !== undefined && { place }) };
    const facts = await ports.sessions.factsForStart(question);
    const start = { tokenRef, reservationId: report.reservationId, at: startedAt };
    const { held = [] } = facts;
    const known = authorizeAt(caller, facts.token, receivedAt);
    const authorization = authorizedAt(held, known, start);
    if (facts.remembered) {
      const { transactionId, authorization: status } = facts.remembered;
      if (!(await isAnotherStart(report, facts.remembered, caller, ports))) {
        return { ...authorization, status, transactionId };
      }
      startDigest = ports.nextDigest(startDigest, transactionId);
      continue;
    }
    const hasToGo = mustMakeRoom(facts.occupant, startedAt);
    if (hasToGo && facts.occupant?.sessionId !== freed) {
      // The token may be free after that: everything is read anew.
      freed = await freePlace(facts.occupant, startedAt, caller, ports.sessions);
      continue;
    }
    const transactionId = ports.newTransactionId();
    const session = newSession(report, caller, facts, authorization, {
      transactionId,
      sessionId: ports.sessionIdOf(transactionId),
    });
    const takesPlace = place !== undefined && (hasToGo || facts.occupant === undefined);
    const refusal = await ports.sessions.begin({
      caller,
      session,
      startDigest,
      ...(takesPlace && { place }),
      used: usedHold(held, authorization, start),
    });
    if (refusal === undefined) return { ...authorization, transactionId };
    if (refusal === "connection-not-current") throw notCurrent();
  }
  throw new Error("a start could not be written: too many others at the same time");
}

/** A charger without a clock may begin two sessions with the same words; only the end of the first tells them apart. */
async function isAnotherStart(
  { deviations }: StartReport,
  { transactionId }: RememberedStart,
  { operatorId }: ConnectionBinding,
  { sessions, sessionIdOf }: StartPorts,
): Promise<boolean> {
  if (!deviations.includes("timestamp:substituted")) return false;
  const { session } = await sessions.load(operatorId, sessionIdOf(transactionId));
  return session !== undefined && !isOpen(session);
}

function newSession(
  report: StartReport,
  caller: ConnectionBinding,
  facts: StartFacts,
  authorization: Authorization,
  ids: { readonly transactionId: number; readonly sessionId: string },
): Session {
  const time = believableTime(report.startedAt, report.receivedAt);
  return startedSession({
    operatorId: caller.operatorId,
    chargerId: caller.chargerId,
    siteId: caller.siteId,
    version: caller.version,
    connectorId: report.connectorId,
    ...ids,
    tokenRef: report.tokenRef,
    authorization: authorization.status,
    startedAt: time.at,
    meterStartWh: report.meterStartWh,
    ...(facts.tariff && { tariff: facts.tariff }),
    flags: joinedFlags(flagsOfDeviations(report.deviations), time.flags),
  });
}
