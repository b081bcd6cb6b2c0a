import { environment } from "#functions/shared/environment.ts";

/** The tables that charging without an account lives in. */
export const tables = {
  directoryTable: environment("DIRECTORY_TABLE"),
  fleetTable: environment("FLEET_TABLE"),
  chargingTable: environment("CHARGING_TABLE"),
  peopleTable: environment("PEOPLE_TABLE"),
  securityTable: environment("SECURITY_TABLE"),
} as const;
