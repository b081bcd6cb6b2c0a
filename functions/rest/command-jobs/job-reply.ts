import { type CommandJob, finishedOf, stateOf } from "#domain/command-jobs/command-job.ts";
import { hiddenPayload } from "#domain/commands/without-secrets.ts";

/** A job as REST shows it: without what is secret in its payload, as in a single command's. */
export function commandJobReply(job: CommandJob) {
  const { payload, commanded, outcomes, lastFinishedAt, ...facts } = job;
  const state = stateOf(job);
  const finished = finishedOf(job);
  const progress = {
    queued: job.chargers - commanded,
    sent: commanded - finished,
    finished,
    outcomes: { ...outcomes },
  };
  const isOver = state === "done" && lastFinishedAt !== undefined;
  return {
    ...facts,
    payload: { ...hiddenPayload(payload) },
    state,
    progress,
    ...(isOver && { finishedAt: lastFinishedAt }),
  };
}
