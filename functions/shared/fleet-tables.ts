import type { RegistryTables } from "#adapters/dynamodb/charger-registry.ts";
import { environment } from "./environment.ts";

/** The tables that a charger, its site, its operator and its tariff live in. */
export const fleetTables: RegistryTables = {
  directoryTable: environment("DIRECTORY_TABLE"),
  fleetTable: environment("FLEET_TABLE"),
  chargingTable: environment("CHARGING_TABLE"),
};
