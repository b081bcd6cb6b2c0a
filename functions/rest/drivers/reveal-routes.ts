import { driverStore } from "#adapters/dynamodb/driver-store.ts";
import { revealDriver } from "#contracts/rest/drivers.ts";
import { refuseErased, refuseRestricted } from "#domain/drivers/change-profile.ts";
import { clearReply } from "#functions/shared/clear-profile.ts";
import { noteDriverLook } from "#functions/shared/note-driver-look.ts";
import { peopleTables } from "#functions/shared/people-tables.ts";
import { profilesOf } from "#functions/shared/profiles.ts";
import { route } from "#functions/shared/rest-route.ts";

export const revealRoutes = [
  route(revealDriver, async ({ context, params, body, receivedAt: at }) => {
    const driver = await driverStore(context, peopleTables.peopleTable).find(params.driverId);
    refuseErased(driver);
    refuseRestricted(driver);
    const { driverId } = driver;
    const { fields, reason } = body;
    const { operationId } = revealDriver;
    // Taken down before anything is shown.
    await noteDriverLook(context, { driverId, operationId, fields, reason, at });
    const profile = await profilesOf(context).open(driver, fields);
    return { body: { driverId, profile: clearReply(profile) } };
  }),
];
