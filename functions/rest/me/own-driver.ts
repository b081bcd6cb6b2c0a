import { driverStore, type StoredDriver } from "#adapters/dynamodb/driver-store.ts";
import { refuseErased } from "#domain/drivers/change-profile.ts";
import type { DriverContext } from "#domain/tenancy/tenant-context.ts";
import { peopleTables } from "#functions/shared/people-tables.ts";

/** The caller's own record. Throws `driver.erased`. */
export async function ownDriver(context: DriverContext): Promise<StoredDriver> {
  const driver = await driverStore(context, peopleTables.peopleTable).find(context.driverId);
  refuseErased(driver);
  return driver;
}
