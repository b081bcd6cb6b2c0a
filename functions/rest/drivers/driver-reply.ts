import type { StoredDriver } from "#adapters/dynamodb/driver-store.ts";
import { maskProfile } from "#domain/drivers/masks.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { driverFacts } from "#functions/shared/driver-facts.ts";
import { profilesOf } from "#functions/shared/profiles.ts";

/** A driver as staff see them: opened here, and masked before anything leaves. */
export async function driverReply(
  context: Pick<TenantContext, "operatorId">,
  driver: StoredDriver,
) {
  const { plates, ...masked } = maskProfile(await profilesOf(context).open(driver));
  const { legalHold } = driver;
  return {
    ...driverFacts(driver),
    masked: { ...masked, ...(plates && { plates: [...plates] }) },
    ...(legalHold && { legalHold }),
  };
}
