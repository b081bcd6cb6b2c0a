import { GetItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { ChargerAddress } from "#domain/commands/command.ts";
import { DomainError } from "#domain/errors.ts";
import type { Job } from "#domain/jobs/job.ts";
import type { JobProgress } from "#domain/jobs/record-step.ts";
import { dynamo, fromItem, refusedConditions, toItem } from "./client.ts";
import { keys } from "./keys.ts";
import { type Page, queryPage } from "./list-page.ts";

/** A charger works on one or two; the rest of them is history. */
const NEWEST = 50;

export interface JobStore extends JobProgress {
  /** Newest first. */
  readonly list: (
    charger: ChargerAddress,
    page: { readonly limit: number; readonly after?: string | undefined },
  ) => Promise<Page<Job>>;
  /** Throws `job.not-found`. */
  readonly find: (charger: ChargerAddress, jobId: string) => Promise<Job>;
}

/** The jobs of the Fleet table. They begin and are answered with their commands (job-item.ts); here chargers tell of them. */
export function jobStore(fleetTable: string): JobStore {
  const keyOf = ({ operatorId, chargerId }: ChargerAddress, jobId: string) =>
    keys.job(operatorId, chargerId, jobId);

  const list: JobStore["list"] = async (charger, { limit, after }) => {
    const { pk, sk } = keyOf(charger, "");
    const { items, hasMore } = await queryPage({
      TableName: fleetTable,
      KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
      ExpressionAttributeValues: toItem({ ":pk": pk, ":prefix": sk }),
      ScanIndexForward: false,
      ConsistentRead: true,
      Limit: limit,
      ...(after !== undefined && { ExclusiveStartKey: toItem(keyOf(charger, after)) }),
    });
    const jobs = items.map((item) => fromItem<Job>(item));
    const last = jobs.at(-1);
    return { items: jobs, ...(hasMore && last && { after: last.jobId }) };
  };

  return {
    list,
    newest: async (charger) => (await list(charger, { limit: NEWEST })).items,

    async find(charger, jobId) {
      const { Item } = await dynamo.send(
        new GetItemCommand({
          TableName: fleetTable,
          Key: toItem(keyOf(charger, jobId)),
          ConsistentRead: true,
        }),
      );
      if (Item) return fromItem<Job>(Item);
      throw new DomainError("job.not-found", "There is no such job.");
    },

    async addStep(job, step) {
      try {
        await dynamo.send(
          new UpdateItemCommand({
            TableName: fleetTable,
            Key: toItem(keyOf(job, job.jobId)),
            UpdateExpression: "SET steps = list_append(steps, :step)",
            ConditionExpression: "attribute_exists(pk)",
            ExpressionAttributeValues: toItem({ ":step": [step] }),
          }),
        );
      } catch (error) {
        // Nothing is told of a job that was forgotten meanwhile.
        if (!refusedConditions(error)) throw error;
      }
    },
  };
}
