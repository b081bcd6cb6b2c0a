import { isSignedByPage, pageKeyThumbprint } from "#adapters/credentials/page-key.ts";
import { findAttempt, putAttempt } from "#adapters/dynamodb/adhoc-attempt-store.ts";
import { countAppeal } from "#adapters/dynamodb/gate-day-store.ts";
import { transact } from "#adapters/dynamodb/transact.ts";
import type { stopAdHocSession } from "#contracts/rest/adhoc.ts";
import type { AdHocAttempt } from "#domain/adhoc/attempt.ts";
import { stopWords } from "#domain/adhoc/start-intent.ts";
import { isSignedNow, stopAttempt } from "#domain/adhoc/stop-attempt.ts";
import { DomainError } from "#domain/errors.ts";
import type { DriverContext } from "#domain/tenancy/tenant-context.ts";
import type { RestRequest } from "#functions/shared/rest-route.ts";
import { tables } from "./tables.ts";

type Stop = Pick<RestRequest<typeof stopAdHocSession>, "body" | "receivedAt">;

/** A payment may go a step further while its driver says stop; more often than this in one request it does not. */
const TRIES = 5;

/** Notes that the driver wants to end, however far it has come meanwhile. Throws `adhoc.proof-invalid`, `adhoc.step-impossible` and `request.conflict`. */
export async function stopOwn(
  before: AdHocAttempt,
  { body, receivedAt: now }: Stop,
  context: DriverContext,
): Promise<AdHocAttempt> {
  const words = stopWords(before.attemptId, body.signedAt);
  const isPage = pageKeyThumbprint(body.publicKey) === before.clientKeyThumbprint;
  const isNow = isSignedNow(body.signedAt, now);
  if (!isPage || !isNow || !isSignedByPage(body.publicKey, words, body.signature)) {
    throw new DomainError("adhoc.proof-invalid", "The page that began did not sign this.");
  }
  let seen = before;
  for (let tries = 1; ; tries++) {
    const after = stopAttempt(seen, now);
    if (!after) return seen;
    try {
      await write([putAttempt(tables.chargingTable, { before: seen, after }, context)]);
      return after;
    } catch (error) {
      if (tries === TRIES || !isConflict(error)) throw error;
      seen = (await findAttempt(tables.chargingTable, before.operatorId, before.attemptId)) ?? seen;
    }
  }
}

function isConflict(error: unknown): boolean {
  return error instanceof DomainError && error.code === "request.conflict";
}

/** Counts, once an attempt, that a refused driver says they are no robot. Throws `adhoc.step-impossible`. */
export async function appealOwn(
  before: AdHocAttempt,
  now: string,
  context: DriverContext,
): Promise<AdHocAttempt> {
  if (before.appealedAt !== undefined) return before;
  if (before.state !== "refused") {
    throw new DomainError("adhoc.step-impossible", "It was not refused.");
  }
  const after = { ...before, appealedAt: now, version: before.version + 1 };
  await write([
    putAttempt(tables.chargingTable, { before, after }, context),
    countAppeal(tables.chargingTable, after),
  ]);
  return after;
}

async function write(writes: Parameters<typeof transact>[0]): Promise<void> {
  if ((await transact(writes)) === undefined) return;
  throw new DomainError("request.conflict", "It went on at this moment. Look again.");
}
