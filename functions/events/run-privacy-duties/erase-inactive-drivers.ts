import { everyDriver } from "#adapters/dynamodb/driver-store.ts";
import { keptUntil } from "#domain/data-requests/retention.ts";
import { DomainError } from "#domain/errors.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { logger } from "#functions/shared/observability.ts";
import { peopleTable } from "#functions/shared/people-table.ts";
import { startErasure } from "#functions/shared/start-erasure.ts";

/** Begins to erase drivers of whom nothing was heard for as long as they are kept; who is held stays. */
export async function eraseInactiveDrivers(context: TenantContext, now: string): Promise<void> {
  const until = keptUntil("inactiveDrivers", now);
  for await (const driver of everyDriver(peopleTable, context.operatorId)) {
    if (driver.state !== "active" || driver.legalHold || driver.lastActiveAt >= until) continue;
    try {
      await startErasure(context, driver, { cause: "retention", now });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      // They charge just now, or somebody else was faster: the next run looks again.
      const { operatorId } = context;
      const { driverId } = driver;
      logger.info("not erased yet", { operatorId, driverId, code: error.code });
    }
  }
}
