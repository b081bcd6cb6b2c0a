import type { StoredDriver } from "#adapters/dynamodb/driver-store.ts";
import { changeMyProfile, readMyProfile } from "#contracts/rest/me.ts";
import type { DriverContext } from "#domain/tenancy/tenant-context.ts";
import { changeDriverFields } from "#functions/shared/change-driver.ts";
import { clearReply } from "#functions/shared/clear-profile.ts";
import { driverFacts } from "#functions/shared/driver-facts.ts";
import { checkIfMatch } from "#functions/shared/precondition.ts";
import { profilesOf } from "#functions/shared/profiles.ts";
import { route } from "#functions/shared/rest-route.ts";
import { ownDriver } from "./own-driver.ts";

async function ownReply(context: DriverContext, driver: StoredDriver) {
  const profile = clearReply(await profilesOf(context).open(driver));
  return { body: { ...driverFacts(driver), profile }, version: driver.version };
}

export const profileRoutes = [
  route(readMyProfile, async ({ context }) => ownReply(context, await ownDriver(context))),

  // Also of restricted data: a person who corrects what is theirs agrees to that.
  route(changeMyProfile, async ({ context, body, headers, receivedAt }) => {
    const before = await ownDriver(context);
    checkIfMatch(headers["if-match"], before.version);
    await changeDriverFields(context, before, body, receivedAt);
    return ownReply(context, await ownDriver(context));
  }),
];
