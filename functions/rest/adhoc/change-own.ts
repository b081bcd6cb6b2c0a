import { isSignedByPage, pageKeyThumbprint } from "#adapters/credentials/page-key.ts";
import { putAttempt } from "#adapters/dynamodb/adhoc-attempt-store.ts";
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

/** Notes that the driver wants to end. Throws `adhoc.proof-invalid`, `adhoc.step-impossible` and `request.conflict`. */
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
  const after = stopAttempt(before, now);
  if (!after) return before;
  await write([putAttempt(tables.chargingTable, { before, after }, context)]);
  return after;
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
