import { driverStore } from "#adapters/dynamodb/driver-store.ts";
import { exportDriver, exportDriverCsv } from "#contracts/rest/portability.ts";
import { refuseErased } from "#domain/drivers/change-profile.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { noteDriverLook } from "#functions/shared/note-driver-look.ts";
import { peopleTables } from "#functions/shared/people-tables.ts";
import { portableCsv, portableJson } from "#functions/shared/portable-reply.ts";
import { route } from "#functions/shared/rest-route.ts";

const REASON = "Handed out to the driver at their request";

/** The driver whose data is about to be handed out; that it is, is taken down first. */
async function handOut(context: TenantContext, driverId: string, operationId: string, at: string) {
  const driver = await driverStore(context, peopleTables.peopleTable).find(driverId);
  refuseErased(driver);
  await noteDriverLook(context, { driverId, operationId, reason: REASON, at });
  return { context, driver };
}

export const exportRoutes = [
  route(exportDriver, async ({ context, params, query, receivedAt }) => {
    const { operationId } = exportDriver;
    return portableJson(await handOut(context, params.driverId, operationId, receivedAt), query);
  }),

  route(exportDriverCsv, async ({ context, params, query, receivedAt }) => {
    const { operationId } = exportDriverCsv;
    return portableCsv(await handOut(context, params.driverId, operationId, receivedAt), query);
  }),
];
