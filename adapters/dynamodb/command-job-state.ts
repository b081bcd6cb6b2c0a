import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import type { CommandJob } from "#domain/command-jobs/command-job.ts";
import { DomainError } from "#domain/errors.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { dynamo, fromItem, type Item, toItem } from "./client.ts";
import { keys } from "./keys.ts";
import { type RefusableWrite, versionConflict, writeOrRefuse } from "./refusable.ts";
import { versionedUpdate } from "./versioned-update.ts";

/** An operator's jobs as they begin and are stopped, for which nobody has to read what is sealed of them. */
export function commandJobState(tenant: TenantContext, fleetTable: string) {
  const keyOf = (commandJobId: string) => keys.commandJob(tenant.operatorId, commandJobId);

  /** Throws `command-job.not-found`. */
  const read = async (commandJobId: string): Promise<Item> => {
    const { Item } = await dynamo.send(
      new GetItemCommand({
        TableName: fleetTable,
        Key: toItem(keyOf(commandJobId)),
        ConsistentRead: true,
      }),
    );
    if (Item) return Item;
    throw new DomainError("command-job.not-found", "There is no such job.");
  };

  return {
    read,

    /** A job without what is sealed of it. */
    factsOf: async (commandJobId: string) =>
      fromItem<Omit<CommandJob, "payload">>(await read(commandJobId)),

    /** Lets a job begin that waited for a second person, or stops one. Throws `version.conflict`. */
    async changeState(
      before: Pick<CommandJob, "commandJobId" | "version">,
      state: CommandJob["state"],
      now: string,
      alsoWrite: readonly RefusableWrite[] = [],
    ): Promise<void> {
      const Update = versionedUpdate({
        tableName: fleetTable,
        key: keyOf(before.commandJobId),
        version: before.version,
        fields: { state },
        actor: tenant,
        now,
      });
      await writeOrRefuse([...alsoWrite, versionConflict({ Update })]);
    },
  };
}
