import {
  CHARGERS_A_PART,
  type CommandJob,
  type CommandJobCharger,
} from "#domain/command-jobs/command-job.ts";
import type { SealerOf } from "#domain/privacy/sealer.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { changedBy } from "./change-stamp.ts";
import { fromItem, type Item, toItem, ttlAfter } from "./client.ts";
import { commandJobFields, commandJobFromItem } from "./command-job-item.ts";
import { commandJobState } from "./command-job-state.ts";
import { type Key, keys } from "./keys.ts";
import { type Page, queryPage } from "./list-page.ts";
import { type RefusableWrite, versionConflict, writeOrRefuse } from "./refusable.ts";

const KEPT_SECONDS = 400 * 86_400;

interface PagePlace {
  readonly limit: number;
  readonly after?: string | undefined;
}

/** An operator's jobs, as people make, see and stop them. Throws `command-job.not-found` and `version.conflict`. */
export function commandJobStore(tenant: TenantContext, fleetTable: string, sealerOf: SealerOf) {
  const { operatorId } = tenant;
  const keyOf = (commandJobId: string) => keys.commandJob(operatorId, commandJobId);

  const page = async (first: Key, { limit, after }: PagePlace, newestFirst: boolean) =>
    queryPage({
      TableName: fleetTable,
      KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
      ExpressionAttributeValues: toItem({ ":pk": first.pk, ":prefix": first.sk }),
      ScanIndexForward: !newestFirst,
      ConsistentRead: true,
      Limit: limit,
      ...(after !== undefined && {
        ExclusiveStartKey: toItem({ pk: first.pk, sk: `${first.sk}${after}` }),
      }),
    });
  const newOnly = (item: Item): RefusableWrite =>
    versionConflict({
      Put: { TableName: fleetTable, Item: item, ConditionExpression: "attribute_not_exists(pk)" },
    });

  const { read, factsOf, changeState } = commandJobState(tenant, fleetTable);

  return {
    /** Stores a new job and the chargers that it is for, in their order. */
    async create(job: CommandJob, chargerIds: readonly string[]): Promise<void> {
      const ttl = ttlAfter(job.createdAt, KEPT_SECONDS);
      const fields = await commandJobFields(job, sealerOf);
      const stamp = changedBy(tenant);
      const item = toItem({ ...keyOf(job.commandJobId), ...fields, ttl, ...stamp });
      const parts = Array.from(
        { length: Math.ceil(chargerIds.length / CHARGERS_A_PART) },
        (_, part) => {
          const ids = chargerIds.slice(part * CHARGERS_A_PART, (part + 1) * CHARGERS_A_PART);
          const key = keys.commandJobPart(operatorId, job.commandJobId, part);
          return newOnly(toItem({ ...key, operatorId, chargerIds: ids, ttl, ...stamp }));
        },
      );
      await writeOrRefuse([newOnly(item), ...parts]);
    },

    find: async (commandJobId: string) => commandJobFromItem(await read(commandJobId), sealerOf),

    factsOf,
    changeState,

    /** Newest first. */
    async list(place: PagePlace): Promise<Page<CommandJob>> {
      const { items, hasMore } = await page(keyOf(""), place, true);
      const jobs = await Promise.all(items.map((item) => commandJobFromItem(item, sealerOf)));
      const last = jobs.at(-1);
      return { items: jobs, ...(hasMore && last && { after: last.commandJobId }) };
    },

    /** What became of a job at each charger that had its turn, by charger id. */
    async chargers(commandJobId: string, place: PagePlace): Promise<Page<CommandJobCharger>> {
      const first = keys.commandJobCharger(operatorId, commandJobId, "");
      const { items, hasMore } = await page(first, place, false);
      const chargers = items.map((item) => fromItem<CommandJobCharger>(item));
      const last = chargers.at(-1);
      return { items: chargers, ...(hasMore && last && { after: last.chargerId }) };
    },
  };
}
