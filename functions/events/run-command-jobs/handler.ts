import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import middy from "@middy/core";
import type { Context } from "aws-lambda";
import { commandJobProgress } from "#adapters/dynamodb/command-job-progress.ts";
import { commandStore } from "#adapters/dynamodb/command-store.ts";
import { type CommandJobWake, commandJobTimer } from "#adapters/sqs/command-job-timer.ts";
import { outcomeOf } from "#domain/command-jobs/command-job.ts";
import { runCommandJob } from "#domain/command-jobs/run-command-job.ts";
import { isFinal } from "#domain/commands/command.ts";
import { environment } from "#functions/shared/environment.ts";
import { type BatchEvent, eventHandler } from "#functions/shared/event-handler.ts";
import { logger } from "#functions/shared/observability.ts";
import { sealerOf } from "#functions/shared/privacy.ts";
import { commandOfJob } from "./command-of-job.ts";

const fleetTable = environment("FLEET_TABLE");
const wakeAfter = commandJobTimer(environment("COMMAND_JOB_QUEUE_URL"));
const commands = commandStore(fleetTable, sealerOf);
const now = () => new Date().toISOString();

interface JobEvent extends CommandJobWake {
  readonly type: string;
  readonly chargerId?: string;
  readonly commandId?: string;
}

/** Woken when a job began, and when a command of one is over: that is counted. Throws to be called again. */
const onEvent = middy(async ({ detail }: { readonly detail: JobEvent }) => {
  if (detail.type === "CommandFinished") return count(detail);
  await run(detail);
}).use(injectLambdaContext(logger, { resetKeys: true }));

interface TimerRecord {
  readonly messageId: string;
  readonly body: string;
}

/** Woken by timers: the next part of each job. */
const onTimers = eventHandler<TimerRecord>({
  async handle(records) {
    const failed: string[] = [];
    for (const { messageId, body } of records) {
      try {
        await run(JSON.parse(body) as CommandJobWake);
      } catch (error) {
        logger.error("a command job could not go on", { error });
        failed.push(messageId);
      }
    }
    return failed;
  },
});

type WakeEvent = BatchEvent<TimerRecord> | { readonly detail: JobEvent };

export const handler = (event: WakeEvent, context: Context) =>
  "detail" in event ? onEvent(event, context) : onTimers(event, context);

async function run({ operatorId, commandJobId }: CommandJobWake): Promise<void> {
  const progress = commandJobProgress(operatorId, fleetTable, sealerOf);
  await runCommandJob(commandJobId, {
    ...progress,
    async command(job, chargerId) {
      const command = await commandOfJob(job, chargerId, { fleetTable, now: now() });
      if (command) await progress.create(job, command);
      else await progress.passOver(job, chargerId, now());
    },
    wakeAfter: (seconds) => wakeAfter({ operatorId, commandJobId }, seconds),
    now,
  });
}

async function count({ operatorId, commandJobId, chargerId, commandId }: JobEvent): Promise<void> {
  if (chargerId === undefined || commandId === undefined) return;
  const command = await commands.find(operatorId, chargerId, commandId);
  if (command?.commandJobId !== commandJobId || !isFinal(command)) return;
  const { finishedAt = now() } = command;
  const finished = { operatorId, commandJobId, chargerId, outcome: outcomeOf(command), finishedAt };
  await commandJobProgress(operatorId, fleetTable, sealerOf).count(finished);
}
