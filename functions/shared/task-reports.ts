import { chargerStore } from "#adapters/dynamodb/charger-store.ts";
import { jobStore } from "#adapters/dynamodb/job-store.ts";
import type { TaskPorts } from "#domain/jobs/report-task.ts";
import { environment } from "./environment.ts";

const fleetTable = environment("FLEET_TABLE");

/** Where the progress of chargers' tasks is kept. */
export const taskPorts: TaskPorts = {
  chargers: chargerStore(fleetTable),
  jobs: jobStore(fleetTable),
};
