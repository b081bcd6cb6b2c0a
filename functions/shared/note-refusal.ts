import type { Reason } from "#domain/access/reasons.ts";
import { withoutForce } from "#domain/access/rights.ts";
import type { SecuritySignal, SignalKind } from "#domain/access/security-signal.ts";
import { PLATFORM_SCOPE, type Standing } from "#domain/access/standing.ts";
import { DomainError, type DomainErrorCode } from "#domain/errors.ts";
import type { Visitor } from "#domain/tenancy/visitor.ts";
import { logger } from "./observability.ts";
import type { RestGate } from "./rest-gate.ts";

const HOUR_MS = 3_600_000;
/** Bounds the memory of an execution environment. */
const REMEMBERED = 1_000;

const KINDS: Readonly<Partial<Record<DomainErrorCode, SignalKind>>> = {
  "access.forbidden": "access.forbidden",
  "access.unauthenticated": "access.ended-sign-in",
  "operator.not-found": "access.foreign-operator",
  "operator.suspended": "access.suspended-operator",
};

const OVER: readonly Reason["kind"][] = ["client-expired", "grant-ended", "grant-revoked"];

/**
 * Takes refusals down as security signals, in the operator that somebody tried to reach: one of a kind for each subject
 * and hour, however often they try. The refusal stands whether or not it could be taken down.
 */
export function noteRefusalOnceAnHour(
  record: (signal: SecuritySignal) => Promise<void>,
): RestGate["noteRefusal"] {
  const noted = new Map<string, number>();
  return async (refusal, visitor, { subject, requestId, operationId, now }) => {
    const kind = kindOf(refusal, visitor, now);
    if (!kind) return;
    const operatorId =
      visitor.operator === "missing" ? PLATFORM_SCOPE : visitor.standing.operatorId;
    const name = JSON.stringify([operatorId, kind, subject]);
    const hour = Math.floor(Date.parse(now) / HOUR_MS);
    if (noted.get(name) === hour) return;
    const [oldest] = noted.keys();
    if (noted.size >= REMEMBERED && oldest !== undefined) noted.delete(oldest);
    noted.set(name, hour);
    try {
      await record({ operatorId, kind, subject, evidence: { requestId, operationId }, at: now });
    } catch {
      noted.delete(name);
      logger.error("signal not taken down", { kind });
    }
  };
}

function kindOf(refusal: unknown, { standing }: Visitor, now: string): SignalKind | undefined {
  if (!(refusal instanceof DomainError)) return undefined;
  const kind = KINDS[refusal.code];
  const isAboutRights = kind === "access.forbidden" || kind === "access.foreign-operator";
  return isAboutRights && hadMore(standing, now) ? "access.right-ended" : kind;
}

/** Whether somebody had rights here once: they were disabled, or a grant of theirs is over. */
function hadMore(standing: Standing, now: string): boolean {
  if (standing.disabledAt !== undefined) return true;
  return withoutForce(standing, now).some(({ kind }) => OVER.includes(kind));
}
