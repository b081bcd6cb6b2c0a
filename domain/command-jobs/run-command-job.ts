import { afterSeconds, type Clock, secondsBetween } from "../commands/clock.ts";
import type { CommandJob } from "./command-job.ts";

/** What one run does at most; each charger costs two reads and a write. */
const CHARGERS_A_RUN = 25;
/** A part of the work is done about this often. */
const RUNS_A_MINUTE = 6;

export interface RunPorts {
  readonly find: (commandJobId: string) => Promise<CommandJob | undefined>;
  /** Charger ids, from a place in the job on. */
  readonly chargerIds: (job: CommandJob, count: number) => Promise<readonly string[]>;
  /** Gives a charger its command, once however often it is called. */
  readonly command: (job: CommandJob, chargerId: string) => Promise<void>;
  /** From the stored count on; false where another run was faster, or the job was stopped. */
  readonly advance: (job: CommandJob, commanded: number, notBefore: string) => Promise<boolean>;
  /** Calls again after so many seconds, at least once. */
  readonly wakeAfter: (delaySeconds: number) => Promise<void>;
  readonly now: Clock;
}

/**
 * Does the next part of a job: gives some chargers their command, then stores how far it came, then sets the timer of
 * the next part. A run that dies anywhere is repeated by whoever woke it; what it did already has no second effect. Of
 * two runs at once the slower one ends the chain of its own timers.
 */
export async function runCommandJob(commandJobId: string, ports: RunPorts): Promise<void> {
  const job = await ports.find(commandJobId);
  if (job?.state !== "running" || job.commanded >= job.chargers) return;
  const now = ports.now();
  const { notBefore = now, perMinute, commanded } = job;
  if (notBefore > now) return ports.wakeAfter(secondsBetween(now, notBefore));

  const chargerIds = await ports.chargerIds(job, partSize(perMinute));
  for (const chargerId of chargerIds) await ports.command(job, chargerId);
  const next = afterSeconds(ports.now(), (chargerIds.length * 60) / perMinute);
  const reached = commanded + chargerIds.length;
  if (!(await ports.advance(job, reached, next)) || reached >= job.chargers) return;
  await ports.wakeAfter(secondsBetween(ports.now(), next));
}

/** How many chargers a run serves at a rate. */
function partSize(perMinute: number): number {
  return Math.min(CHARGERS_A_RUN, Math.max(1, Math.ceil(perMinute / RUNS_A_MINUTE)));
}
