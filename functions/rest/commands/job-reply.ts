import type { Job } from "#domain/jobs/job.ts";
import { endedAtOf, outcomeOf, stateOf } from "#domain/jobs/job-life.ts";

/** A job as REST shows it. */
export function jobReply(job: Job) {
  const endedAt = endedAtOf(job);
  return {
    ...job,
    steps: job.steps.map((step) => ({ ...step })),
    state: stateOf(job),
    outcome: outcomeOf(job),
    ...(endedAt !== undefined && { endedAt }),
  };
}
