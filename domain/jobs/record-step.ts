import type { ChargerAddress } from "../commands/command.ts";
import type { Job, JobKind, JobStep } from "./job.ts";
import { jobToldOf } from "./job-life.ts";

/** Where the jobs of chargers are kept. */
export interface JobProgress {
  /** The newest jobs of a charger, newest first; enough of them to find any that goes on. */
  readonly newest: (charger: ChargerAddress) => Promise<readonly Job[]>;
  readonly addStep: (job: Job, step: JobStep) => Promise<void>;
}

export interface Told {
  readonly kind: JobKind;
  readonly requestId?: number | undefined;
  readonly status: string;
  readonly at: string;
}

/** Far more than any job has; a charger that keeps telling fills no item. */
const STEPS_AT_MOST = 100;

/**
 * Adds what a charger told to the job that it is about. What says the same again adds nothing, and what is about no
 * job of ours changes none: somebody may have begun it at the charger.
 */
export async function recordStep(
  charger: ChargerAddress,
  told: Told,
  ports: { readonly jobs: JobProgress },
): Promise<void> {
  const job = jobToldOf(await ports.jobs.newest(charger), told);
  if (!job || job.steps.at(-1)?.status === told.status) return;
  if (job.steps.length >= STEPS_AT_MOST) return;
  await ports.jobs.addStep(job, { status: told.status, at: told.at });
}
