import { jobStore } from "#adapters/dynamodb/job-store.ts";
import { reportedThingStore } from "#adapters/dynamodb/reported-thing-store.ts";
import { environment } from "./environment.ts";
import { sealerOf } from "./privacy.ts";

const fleetTable = environment("FLEET_TABLE");

/** Where what chargers report is kept, and the jobs that asked for it. */
export const reportPorts = {
  things: reportedThingStore(fleetTable, sealerOf),
  jobs: jobStore(fleetTable),
};
