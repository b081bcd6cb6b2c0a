import { createHash, timingSafeEqual } from "node:crypto";
import { findAttempt } from "#adapters/dynamodb/adhoc-attempt-store.ts";
import { signalStore } from "#adapters/dynamodb/signal-store.ts";
import { PLATFORM_SCOPE } from "#domain/access/standing.ts";
import type { AdHocAttempt } from "#domain/adhoc/attempt.ts";
import { DomainError } from "#domain/errors.ts";
import type { DriverContext } from "#domain/tenancy/tenant-context.ts";
import { environment } from "./environment.ts";
import { asGuest } from "./guest-gate.ts";
import { logger } from "./observability.ts";
import { codes } from "./opaque-texts.ts";

interface Asked {
  readonly params: { readonly attemptId: string };
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly receivedAt: string;
  readonly requestId: string;
}

const chargingTable = environment("CHARGING_TABLE");
const signals = signalStore(environment("SECURITY_TABLE"));

/**
 * Does work with the attempt that a handle is for. Throws `adhoc.attempt-not-found` for every other one, and takes down
 * that somebody tried.
 */
export async function withOwnAttempt<T>(
  asked: Asked,
  work: (attempt: AdHocAttempt, context: DriverContext) => Promise<T>,
): Promise<T> {
  const { attemptId } = asked.params;
  const handle = /^Bearer ([A-Za-z0-9_-]{1,400})$/.exec(asked.headers["authorization"] ?? "")?.[1];
  const text = handle === undefined ? undefined : await codes.openHandle(handle);
  if (!text || handle === undefined || text.attemptId !== attemptId) {
    await noteGuess(text?.operatorId ?? PLATFORM_SCOPE, asked);
    throw notFound();
  }
  return asGuest(text.operatorId, { attemptId, requestId: asked.requestId }, async (context) => {
    const attempt = await findAttempt(chargingTable, text.operatorId, attemptId);
    if (!attempt || !isSame(attempt.handleHash, sha256(handle))) throw notFound();
    return work(attempt, context);
  });
}

/** Once an hour and operator, however many are guessed; the refusal stands whether or not it could be taken down. */
async function noteGuess(operatorId: string, { receivedAt: at, requestId }: Asked): Promise<void> {
  const guest = { attemptId: "none", requestId };
  const signal = { operatorId, kind: "adhoc.foreign-attempt", evidence: { requestId }, at };
  try {
    await asGuest(operatorId, guest, () => signals.recordSignal(signal));
  } catch {
    logger.error("signal not taken down", { kind: signal.kind });
  }
}

/** SHA-256, base64url: what is kept of a handle. */
function sha256(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}

function isSame(known: string, given: string): boolean {
  return known.length === given.length && timingSafeEqual(Buffer.from(known), Buffer.from(given));
}

function notFound(): DomainError {
  return new DomainError("adhoc.attempt-not-found", "There is no such attempt.");
}
