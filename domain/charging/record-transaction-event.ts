import type { ConnectionBinding } from "../fleet/charger.ts";
import type { SessionStore } from "./ports.ts";
import { recordBegin } from "./record-transaction-begin.ts";
import { recordEnd } from "./record-transaction-end.ts";
import type { TransactionAnswer, TransactionReport } from "./transaction-report.ts";

/**
 * Records one event of a 2.0.1 transaction. Started begins the session, Updated appends what the meter said (and
 * takes up a token that comes late), Ended computes and closes. Every event may come twice, late or without the
 * others: a session whose start was lost is made from what came, flagged, and corrected by a start that comes later.
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
