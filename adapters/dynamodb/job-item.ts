import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { Command } from "#domain/commands/command.ts";
import { type Job, jobAnswerOf, jobOf } from "#domain/jobs/job.ts";
import { toItem, ttlAfter } from "./client.ts";
import { keys } from "./keys.ts";

const KEPT_SECONDS = 400 * 86_400;

/** Writes the job that a new command begins, if any, in the command's own transaction. */
export function jobWithCommand(tableName: string, command: Command): readonly TransactWriteItem[] {
  const job = jobOf(command);
  if (!job) return [];
  const Item = toItem({ ...keyOf(job), ...fieldsOf(job), ...jobAnswerOf(command) });
  return [{ Put: { TableName: tableName, Item } }];
}

/**
 * Notes on the job that a command began, if any, how the command ended. What the charger told before stays; a job that
 * is not there, because its command is older than jobs are, is made.
 */
export function jobAnswered(tableName: string, finished: Command): readonly TransactWriteItem[] {
  const job = jobOf(finished);
  const answer = jobAnswerOf(finished);
  if (!job || !answer) return [];
  const fields = Object.entries(fieldsOf(job));
  const sets = [
    ...Object.keys(answer).map((name) => `#${name} = :${name}`),
    ...fields.map(([name]) => `#${name} = if_not_exists(#${name}, :${name})`),
  ];
  const names = [...Object.keys(answer), ...fields.map(([name]) => name)];
  const values = [...Object.entries(answer), ...fields];
  const update: TransactWriteItem = {
    Update: {
      TableName: tableName,
      Key: toItem(keyOf(job)),
      UpdateExpression: `SET ${sets.join(", ")}`,
      ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
      ExpressionAttributeValues: toItem(
        Object.fromEntries(values.map(([name, value]) => [`:${name}`, value])),
      ),
    },
  };
  return [update];
}

function keyOf({ operatorId, chargerId, jobId }: Job) {
  return keys.job(operatorId, chargerId, jobId);
}

function fieldsOf(job: Job) {
  return { ...job, ttl: ttlAfter(job.requestedAt, KEPT_SECONDS) };
}
