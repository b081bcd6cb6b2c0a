import { environment } from "./environment.ts";

/** The tables that say who may do what, and that hold what is to be decided about it. */
export const accessTables = {
  directoryTable: environment("DIRECTORY_TABLE"),
  securityTable: environment("SECURITY_TABLE"),
} as const;
