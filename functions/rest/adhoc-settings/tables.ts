import { environment } from "#functions/shared/environment.ts";

/** The tables of the settings, of what the gate said, and of what drivers reported. */
export const tables = {
  directoryTable: environment("DIRECTORY_TABLE"),
  chargingTable: environment("CHARGING_TABLE"),
  securityTable: environment("SECURITY_TABLE"),
} as const;
