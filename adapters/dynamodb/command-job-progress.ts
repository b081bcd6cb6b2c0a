import {
  GetItemCommand,
  type TransactWriteItem,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { CHARGERS_A_PART, type CommandJob, NO_CHARGER } from "#domain/command-jobs/command-job.ts";
import type { RunPorts } from "#domain/command-jobs/run-command-job.ts";
import type { Command } from "#domain/commands/command.ts";
import type { SealerOf } from "#domain/privacy/sealer.ts";
import { dynamo, fromItem, refusedConditions, toItem, ttlAfter } from "./client.ts";
import { commandJobFromItem } from "./command-job-item.ts";
import { commandWrites } from "./command-writes.ts";
import { keys } from "./keys.ts";
import { transact } from "./transact.ts";

const KEPT_SECONDS = 400 * 86_400;

interface Finished {
  readonly operatorId: string;
  readonly commandJobId: string;
  readonly chargerId: string;
  readonly outcome: string;
  readonly finishedAt: string;
}

/** How the platform itself works on an operator's jobs. */
export function commandJobProgress(operatorId: string, fleetTable: string, sealerOf: SealerOf) {
  const jobKey = (commandJobId: string) => toItem(keys.commandJob(operatorId, commandJobId));
  const read = async (Key: ReturnType<typeof toItem>) =>
    (await dynamo.send(new GetItemCommand({ TableName: fleetTable, Key, ConsistentRead: true })))
      .Item;

  const chargerItem = (job: CommandJob, chargerId: string, more: object): TransactWriteItem => ({
    Put: {
      TableName: fleetTable,
      Item: toItem({
        ...keys.commandJobCharger(operatorId, job.commandJobId, chargerId),
        operatorId,
        chargerId,
        ...more,
        ttl: ttlAfter(job.createdAt, KEPT_SECONDS),
      }),
      ConditionExpression: "attribute_not_exists(pk)",
    },
  });
  const counted = (commandJobId: string, outcome: string, at: string): TransactWriteItem => ({
    Update: {
      TableName: fleetTable,
      Key: jobKey(commandJobId),
      UpdateExpression: "ADD outcomes.#outcome :one SET lastFinishedAt = :at",
      ConditionExpression: "attribute_exists(pk)",
      ExpressionAttributeNames: { "#outcome": outcome },
      ExpressionAttributeValues: toItem({ ":one": 1, ":at": at }),
    },
  });

  return {
    async find(commandJobId: string): Promise<CommandJob | undefined> {
      const item = await read(jobKey(commandJobId));
      return item && commandJobFromItem(item, sealerOf);
    },

    /** As many as fit in one item; never beyond its end. */
    async chargerIds({ commandJobId, commanded }: CommandJob, count: number) {
      const part = Math.floor(commanded / CHARGERS_A_PART);
      const item = await read(toItem(keys.commandJobPart(operatorId, commandJobId, part)));
      if (!item) throw new Error("a part of a job is missing");
      const { chargerIds } = fromItem<{ readonly chargerIds: readonly string[] }>(item);
      const first = commanded % CHARGERS_A_PART;
      return chargerIds.slice(first, first + count);
    },

    /** The command and its place in the job, once. */
    async create(job: CommandJob, command: Command): Promise<void> {
      const { chargerId, commandId } = command;
      const items = await commandWrites(fleetTable, sealerOf).create(command);
      await transact([chargerItem(job, chargerId, { commandId }), ...items]);
    },

    /** That there is no such charger any more, once. */
    async passOver(job: CommandJob, chargerId: string, at: string): Promise<void> {
      const outcome = NO_CHARGER;
      await transact([
        chargerItem(job, chargerId, { outcome }),
        counted(job.commandJobId, outcome, at),
      ]);
    },

    /** How the command to a charger ended, once. */
    async count({ commandJobId, chargerId, outcome, finishedAt }: Finished): Promise<void> {
      const update: TransactWriteItem = {
        Update: {
          TableName: fleetTable,
          Key: toItem(keys.commandJobCharger(operatorId, commandJobId, chargerId)),
          UpdateExpression: "SET outcome = :outcome",
          ConditionExpression: "attribute_exists(pk) AND attribute_not_exists(outcome)",
          ExpressionAttributeValues: toItem({ ":outcome": outcome }),
        },
      };
      await transact([update, counted(commandJobId, outcome, finishedAt)]);
    },

    advance: (async (job, commanded, notBefore) => {
      try {
        await dynamo.send(
          new UpdateItemCommand({
            TableName: fleetTable,
            Key: jobKey(job.commandJobId),
            UpdateExpression: "SET commanded = :commanded, notBefore = :notBefore",
            ConditionExpression: "commanded = :before AND #state = :running",
            ExpressionAttributeNames: { "#state": "state" },
            ExpressionAttributeValues: toItem({
              ":commanded": commanded,
              ":notBefore": notBefore,
              ":before": job.commanded,
              ":running": "running",
            }),
          }),
        );
        return true;
      } catch (error) {
        if (refusedConditions(error)) return false;
        throw error;
      }
    }) satisfies RunPorts["advance"],
  };
}
