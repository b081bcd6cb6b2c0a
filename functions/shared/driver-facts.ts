import type { StoredDriver } from "#adapters/dynamodb/driver-store.ts";
import { defined } from "./defined.ts";

/** What of a driver names nobody. */
export function driverFacts(driver: StoredDriver) {
  const { operatorId, driverId, state, language, objections, lastActiveAt } = driver;
  const { createdAt, updatedAt, version, restrictedAt, accountSubject } = driver;
  return {
    operatorId,
    driverId,
    state,
    language,
    objections: [...objections],
    hasAccount: accountSubject !== undefined,
    lastActiveAt,
    createdAt,
    updatedAt,
    version,
    ...defined({ restrictedAt }),
  };
}
