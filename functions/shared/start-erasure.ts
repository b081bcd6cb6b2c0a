import { authorName } from "#adapters/dynamodb/change-stamp.ts";
import { dataRequestStep, dataRequestStore } from "#adapters/dynamodb/data-request-store.ts";
import { driverSessionStore } from "#adapters/dynamodb/driver-session-store.ts";
import type { StoredDriver } from "#adapters/dynamodb/driver-store.ts";
import { erasureStore } from "#adapters/dynamodb/erasure-store.ts";
import { type Erasure, type ErasureCause, newErasure } from "#domain/data-requests/erasure.ts";
import { begin } from "#domain/data-requests/work.ts";
import { DomainError } from "#domain/errors.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { peopleTables } from "./people-tables.ts";

const { peopleTable } = peopleTables;
/** Nobody charges with more cards than this at once. */
const NEWEST_SESSIONS = 25;

/**
 * Begins to erase a driver; the table's stream wakes what does the rest. Throws `driver.erased`, `driver.legal-hold`,
 * `driver.has-active-session` and `data-request.closed`.
 */
export async function startErasure(
  context: TenantContext,
  driver: StoredDriver,
  why: { readonly cause: ErasureCause; readonly dataRequestId?: string; readonly now: string },
): Promise<Erasure> {
  const { cause, dataRequestId, now } = why;
  const erasure = newErasure(driver, {
    cause,
    ...(dataRequestId !== undefined && { dataRequestId }),
    requestedBy: authorName(context),
    startedAt: now,
  });
  await refuseWhileCharging(context, driver);
  const before =
    dataRequestId === undefined
      ? undefined
      : await dataRequestStore(context, peopleTable).find(dataRequestId);
  const steps = before
    ? [dataRequestStep(context, peopleTable, { before, after: begin(before), now })]
    : [];
  await erasureStore(context, peopleTable).begin(driver, erasure, steps);
  return erasure;
}

/** A running session would write about the person behind the erasure. */
async function refuseWhileCharging(context: TenantContext, driver: StoredDriver): Promise<void> {
  const store = driverSessionStore(context, peopleTables);
  const { items } = await store.list(driver.driverId, NEWEST_SESSIONS);
  const sessions = await store.sessions(items);
  if (!sessions.some(({ state }) => state === "active")) return;
  throw new DomainError("driver.has-active-session", "The driver is charging.");
}

/** An erasure as REST shows it. */
export function erasureReply({ version: _, ...erasure }: Erasure) {
  return { ...erasure, done: [...erasure.done] };
}
