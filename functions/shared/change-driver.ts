import type { StoredDriver } from "#adapters/dynamodb/driver-store.ts";
import { driverStore } from "#adapters/dynamodb/driver-store.ts";
import {
  changedProfile,
  type ProfileChange,
  refuseErased,
} from "#domain/drivers/change-profile.ts";
import { PERSONAL_FIELDS } from "#domain/drivers/driver.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { environment } from "./environment.ts";
import { profilesOf } from "./profiles.ts";

/** What of a driver a person, or the desk for them, may change. */
export interface DriverChange extends ProfileChange {
  readonly language?: string | undefined;
}

/**
 * Changes a driver's fields: reads what was sealed, seals it anew, and moves what leads to the driver in the same
 * transaction. Throws `driver.erased` and `version.conflict`.
 */
export async function changeDriverFields(
  context: TenantContext,
  before: StoredDriver,
  change: DriverChange,
  now: string,
): Promise<void> {
  refuseErased(before);
  const profiles = profilesOf(context);
  const after = changedProfile(await profiles.open(before), change);
  const { sealed, lookups } = await profiles.seal(before, after);
  const fields = Object.fromEntries(PERSONAL_FIELDS.map((field) => [field, sealed[field] ?? null]));
  await driverStore(context, environment("PEOPLE_TABLE")).change(
    before,
    { ...fields, language: change.language, lookups, lastActiveAt: now },
    now,
  );
}
