import { certificateStore } from "#adapters/dynamodb/certificate-store.ts";
import { driverSessionStore } from "#adapters/dynamodb/driver-session-store.ts";
import { driverStore } from "#adapters/dynamodb/driver-store.ts";
import { retentionStore } from "#adapters/dynamodb/retention-store.ts";
import { keptUntil } from "#domain/data-requests/retention.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { newCertificate } from "#functions/shared/new-certificate.ts";
import { peopleTables } from "#functions/shared/people-tables.ts";

/** Sessions of one run in one operator; the next run goes on behind them. */
const MOST = 500;
const { peopleTable } = peopleTables;

/**
 * Destroys what meters said of sessions that are old enough, and certifies it. It stops before a session of a driver who
 * is held, and goes on there when the hold is lifted.
 */
export async function destroyOldReadings(context: TenantContext, now: string): Promise<void> {
  const { operatorId } = context;
  const store = retentionStore(peopleTables);
  const from = await store.readingsDestroyedUpTo(operatorId);
  const until = keptUntil("sessionReadings", now);
  let upTo = from;
  let sessions = 0;
  let messages = 0;
  for (const { sessionId, place } of await store.oldSessions(operatorId, from, until, MOST)) {
    if (await isHeld(context, sessionId)) break;
    messages += await store.destroyReadings(operatorId, sessionId);
    sessions++;
    upTo = place;
  }
  if (sessions === 0) return;
  await certificateStore(context, peopleTable).issue(
    newCertificate({
      operatorId,
      certificateId: `${now}.readings`,
      cause: "retention",
      method: "deleted",
      from: from.split("#")[0]?.trim() || "the beginning",
      to: upTo.split("#")[0] ?? until,
      kinds: [
        { what: "sessions-without-readings", count: sessions },
        { what: "meter-messages", count: messages },
      ],
      issuedAt: now,
      issuedBy: context.subject,
    }),
  );
  await store.remember(operatorId, upTo, now);
}

async function isHeld(context: TenantContext, sessionId: string): Promise<boolean> {
  const owner = await driverSessionStore(context, peopleTables).ownerOf(sessionId);
  if (!owner) return false;
  const driver = await driverStore(context, peopleTable).lookUp(owner.driverId);
  return driver?.legalHold !== undefined;
}
