import { driverStore } from "#adapters/dynamodb/driver-store.ts";
import { liftLegalHold, limitProcessing, placeLegalHold } from "#contracts/rest/drivers.ts";
import { refuseErased } from "#domain/drivers/change-profile.ts";
import type { LegalHold } from "#domain/drivers/driver.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { peopleTables } from "#functions/shared/people-tables.ts";
import { checkIfMatch } from "#functions/shared/precondition.ts";
import { route } from "#functions/shared/rest-route.ts";
import { driverReply } from "./driver-reply.ts";

const storeOf = (context: TenantContext) => driverStore(context, peopleTables.peopleTable);

export const limitRoutes = [
  route(limitProcessing, async ({ context, params, body, headers, receivedAt }) => {
    const store = storeOf(context);
    const before = await store.find(params.driverId);
    checkIfMatch(headers["if-match"], before.version);
    refuseErased(before);
    const { restricted, objections } = body;
    const restrictedAt = restricted === true ? (before.restrictedAt ?? receivedAt) : null;
    await store.change(
      before,
      { objections, ...(restricted !== undefined && { restrictedAt }) },
      receivedAt,
    );
    const driver = await store.find(params.driverId);
    return { body: await driverReply(context, driver), version: driver.version };
  }),

  route(placeLegalHold, async ({ context, params, body, receivedAt }) => {
    const store = storeOf(context);
    const before = await store.find(params.driverId);
    // Also of a driver who is being erased: nothing can be held that is gone.
    refuseErased(before);
    const { subject: placedBy } = context;
    const legalHold: LegalHold = { reason: body.reason, placedBy, placedAt: receivedAt };
    await store.change(before, { legalHold }, receivedAt);
    return {};
  }),

  route(liftLegalHold, async ({ context, params, receivedAt }) => {
    const store = storeOf(context);
    const before = await store.find(params.driverId);
    await store.change(before, { legalHold: null }, receivedAt);
    return {};
  }),
];
