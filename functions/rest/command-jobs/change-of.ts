import type { commandJobStore } from "#adapters/dynamodb/command-job-store.ts";
import type { Change } from "#domain/access/is-critical.ts";
import type { CommandJob } from "#domain/command-jobs/command-job.ts";
import { afterSeconds } from "#domain/commands/clock.ts";

/** Many small jobs within this time are as one large one. */
const TOGETHER_SECONDS = 300;
/** More jobs than this in that time count as this many; the chargers of these are enough to need a second person. */
const LOOKED_AT = 50;

/** How far a job goes, together with what its maker began just before. */
export async function changeOf(
  job: CommandJob,
  fleetChargers: number,
  store: Pick<ReturnType<typeof commandJobStore>, "list">,
): Promise<Change> {
  if (/(Update|Publish)Firmware$/.test(job.action)) {
    return { action: "firmware.campaign", chargers: job.chargers, isDowngrade: false };
  }
  const since = afterSeconds(job.createdAt, -TOGETHER_SECONDS);
  const { items } = await store.list({ limit: LOOKED_AT });
  const recent = items.filter(
    ({ createdBy, createdAt, state }) =>
      createdBy === job.createdBy && createdAt >= since && state === "running",
  );
  const chargers = recent.reduce((sum, one) => sum + one.chargers, job.chargers);
  return { action: "commands.mass", chargers, fleetChargers };
}
