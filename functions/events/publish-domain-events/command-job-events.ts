import type { CommandJob } from "#domain/command-jobs/command-job.ts";
import type { EventFacts } from "./event-stamp.ts";

type StoredJob = Omit<CommandJob, "payload">;

/** That a job may begin: at once, or because a second person let it. */
export function commandJobEvents(before: StoredJob | undefined, after: StoredJob): EventFacts[] {
  if (after.state !== "running" || before?.state === "running") return [];
  const { operatorId, commandJobId, action, chargers, updatedAt: occurredAt } = after;
  return [{ type: "CommandJobStarted", operatorId, commandJobId, action, chargers, occurredAt }];
}
