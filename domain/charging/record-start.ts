import { DomainError } from "../errors.ts";
import type { ConnectionBinding } from "../fleet/charger.ts";
import { type Authorization, authorizeAt } from "./authorize.ts";
import { flagsOfDeviations } from "./flags-of-deviations.ts";
import type { SessionStore, StartFacts } from "./ports.ts";
import type { Session } from "./session.ts";
import { startedSession } from "./start-session.ts";

export interface StartPorts {
  readonly sessions: SessionStore;
  /** A random positive 31-bit integer: nobody can guess another charger's transaction (1.6 §6.43 only asks for an integer). */
  readonly newTransactionId: () => number;
  readonly sessionIdOf: (transactionId: number) => string;
}

export interface StartReport {
  /** Names the start by its content, so that the same start again is known whatever its message id. */
  readonly startDigest: string;
  readonly connectorId: number;
  /** Undefined where nobody could look the token up. */
  readonly tokenRef: string | undefined;
  readonly startedAt: string;
  /** Undefined where the charger sent none that can be used. */
  readonly meterStartWh: number | undefined;
  readonly receivedAt: string;
  readonly deviations: readonly string[];
}

export interface StartAnswer extends Authorization {
  readonly transactionId: number;
}

const ATTEMPTS = 5;

/**
 * Records that a charger began a 1.6 transaction. Steps: read token, tariff and whether this very start is known;
 * if it is, repeat its answer; else authorise, give a transaction id and write the session. A charger may have begun
 * while offline, so a refused token still has its session, flagged.
 */
export async function recordStart(
  report: StartReport,
  caller: ConnectionBinding,
  ports: StartPorts,
): Promise<StartAnswer> {
  const { tokenRef, startDigest, receivedAt } = report;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const facts = await ports.sessions.factsForStart({ caller, tokenRef, startDigest });
    const authorization = authorizeAt(caller, facts.token, receivedAt);
    if (facts.remembered) {
      const { transactionId, authorization: status } = facts.remembered;
      return { ...authorization, status, transactionId };
    }
    const transactionId = ports.newTransactionId();
    const session = newSession(report, caller, facts, authorization, {
      transactionId,
      sessionId: ports.sessionIdOf(transactionId),
    });
    const refusal = await ports.sessions.begin({ caller, session, startDigest });
    if (refusal === undefined) return { ...authorization, transactionId };
    if (refusal === "connection-not-current") {
      throw new DomainError("connection.not-current", "The charger has a newer connection");
    }
  }
  throw new Error("a start could not be written: too many others at the same time");
}

function newSession(
  report: StartReport,
  caller: ConnectionBinding,
  facts: StartFacts,
  authorization: Authorization,
  ids: { readonly transactionId: number; readonly sessionId: string },
): Session {
  return startedSession({
    operatorId: caller.operatorId,
    chargerId: caller.chargerId,
    siteId: caller.siteId,
    version: caller.version,
    connectorId: report.connectorId,
    ...ids,
    tokenRef: report.tokenRef,
    authorization: authorization.status,
    startedAt: report.startedAt,
    meterStartWh: report.meterStartWh,
    ...(facts.tariff && { tariff: facts.tariff }),
    flags: flagsOfDeviations(report.deviations),
  });
}
