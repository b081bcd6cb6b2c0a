import type { ConnectionBinding, ReportedStatus } from "../fleet/charger.ts";
import type { ChargerReports, ReportedTask } from "../fleet/charger-reports.ts";
import type { JobKind } from "./job.ts";
import { type JobProgress, recordStep } from "./record-step.ts";

/** What a charger says when it does nothing of the kind; it is about no job. */
const IDLE = "Idle";

export interface TaskPorts {
  readonly chargers: Pick<ChargerReports, "recordTask">;
  readonly jobs: JobProgress;
}

/**
 * Keeps how far a charger says that it is with a task: on the charger, which refuses a socket that is not its current
 * one, and then with the job that the task is.
 */
export async function reportTask(
  caller: ConnectionBinding,
  { task, kind }: { readonly task: ReportedTask; readonly kind: JobKind },
  report: ReportedStatus,
  { chargers, jobs }: TaskPorts,
): Promise<void> {
  await chargers.recordTask(caller, task, report);
  if (report.status === IDLE) return;
  const { status, requestId, reportedAt: at } = report;
  await recordStep(caller, { kind, requestId, status, at }, { jobs });
}
