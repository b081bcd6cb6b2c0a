import { accessRecordStore } from "#adapters/dynamodb/access-record-store.ts";
import { type DriverLook, driverLookStore } from "#adapters/dynamodb/driver-look-store.ts";
import { PLATFORM_SCOPE } from "#domain/access/standing.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { environment } from "./environment.ts";

const securityTable = environment("SECURITY_TABLE");

/** Takes down that somebody sees a driver's fields in clear: for the operator, and for the driver themselves. */
export async function noteDriverLook(
  context: TenantContext,
  look: Pick<DriverLook, "driverId" | "operationId" | "fields" | "reason" | "at">,
): Promise<void> {
  const { operatorId, subject, requestId, standing } = context;
  const { driverId, operationId, reason, at } = look;
  const isFromAbove = standing.assignments.some(({ scope }) => scope === PLATFORM_SCOPE);
  await driverLookStore(context, securityTable).record({
    ...look,
    operatorId,
    subject,
    requestId,
    by: isFromAbove ? "platform" : "operator",
  });
  await accessRecordStore(context, securityTable).record({
    operatorId,
    subject,
    operationId,
    target: { driverId },
    reason,
    requestId,
    at,
  });
}
