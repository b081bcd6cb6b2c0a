import { environment } from "./environment.ts";

/** The table of drivers, of what they answered and asked for, and of what was destroyed. */
export const peopleTable = environment("PEOPLE_TABLE");
