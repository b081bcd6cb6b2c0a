import type { CommandJob } from "#domain/command-jobs/command-job.ts";
import { OPERATOR_SUBJECT, type SealerOf } from "#domain/privacy/sealer.ts";
import { unstamped } from "./change-stamp.ts";
import { fromItem, type Item } from "./client.ts";
import { keys } from "./keys.ts";

const KEY = { subjectId: OPERATOR_SUBJECT, purpose: "command" } as const;

type Stored = Omit<CommandJob, "payload"> & { readonly payload: string };

const placeOf = ({
  operatorId,
  commandJobId,
}: Pick<CommandJob, "operatorId" | "commandJobId">) => ({
  table: "Fleet",
  ...keys.commandJob(operatorId, commandJobId),
  attribute: "payload",
});

/** The fields of a job as they are stored: its payload is sealed, as that of a command. */
export async function commandJobFields(job: CommandJob, sealerOf: SealerOf): Promise<Stored> {
  const payload = await sealerOf(job).seal(KEY, placeOf(job), JSON.stringify(job.payload));
  return { ...job, payload };
}

/** The job that was stored. */
export async function commandJobFromItem(item: Item, sealerOf: SealerOf): Promise<CommandJob> {
  const {
    pk: _,
    sk: __,
    ttl: ___,
    ...stored
  } = unstamped(fromItem<Stored & { pk?: string; sk?: string; ttl?: number }>(item));
  const text = await sealerOf(stored).open(KEY, placeOf(stored), stored.payload);
  return { ...stored, payload: JSON.parse(text) as CommandJob["payload"] };
}
