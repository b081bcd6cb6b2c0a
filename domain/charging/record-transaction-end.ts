import type { ConnectionBinding } from "../fleet/charger.ts";
import { authorizeAt } from "./authorize.ts";
import { notCurrent } from "./connection-not-current.ts";
import { endedSession, type SessionEnd, startMissingSession } from "./end-session.ts";
import type { Refusal, SessionStore } from "./ports.ts";
import type { Session } from "./session.ts";
import {
  identityOf,
  registersIn,
  type TransactionAnswer,
  type TransactionReport,
  timeOfEvent,
} from "./transaction-report.ts";

/** Records an Ended: computes and closes the session, or makes one where no start has come. */
export async function recordEnd(
  report: TransactionReport,
  caller: ConnectionBinding,
  sessions: SessionStore,
): Promise<TransactionAnswer> {
  const { sessionId, stopReason, tokenRef, kept } = report;
  const { session, readings } = await sessions.load(caller.operatorId, sessionId);
  const { at, flags } = timeOfEvent(report);
  const end = {
    endedAt: at,
    // The end's own register, whatever the clock said in between.
    meterStopWh: registersIn(report).at(-1),
    stopReason,
    stopTokenRef: tokenRef,
    readings: [...readings, ...kept.readings],
    flags,
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
    ...identityOf(report, caller),
    ...end,
    tokenRef,
    authorization: authorization?.status ?? "Pending",
    tariff: facts.tariff,
  });
}
