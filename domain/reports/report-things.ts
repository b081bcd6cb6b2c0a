import type { ConnectionBinding } from "../fleet/charger.ts";
import type { JobKind } from "../jobs/job.ts";
import { REPORTED } from "../jobs/job-life.ts";
import { type JobProgress, recordStep } from "../jobs/record-step.ts";
import type { ReportedThing, ReportedThings } from "./reported-thing.ts";

/** One message of a report that may come in several. */
export interface ReportPart {
  readonly kind: JobKind;
  readonly requestId: number;
  /** OCPP's "to be continued". */
  readonly tbc: boolean;
  readonly receivedAt: string;
}

/** Keeps one part of a report that was asked for; with the last part the job is done. */
export async function reportThings(
  caller: ConnectionBinding,
  things: readonly ReportedThing[],
  part: ReportPart,
  ports: { readonly things: ReportedThings; readonly jobs: JobProgress },
): Promise<void> {
  if (things.length > 0) await ports.things.record(caller, things);
  await endReport(caller, part, ports);
}

/** Notes that a report is complete, once its last part has been kept. */
export async function endReport(
  caller: ConnectionBinding,
  { kind, requestId, tbc, receivedAt: at }: ReportPart,
  ports: { readonly jobs: JobProgress },
): Promise<void> {
  if (tbc) return;
  await recordStep(caller, { kind, requestId, status: REPORTED, at }, ports);
}
