import { environment } from "./environment.ts";
import { peopleTable } from "./people-table.ts";

/** The tables that a driver's record, and their tokens and sessions live in. */
export const peopleTables = {
  peopleTable,
  chargingTable: environment("CHARGING_TABLE"),
} as const;
