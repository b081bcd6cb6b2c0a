import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { CommandTimer } from "#domain/commands/command-queue.ts";

/** The longest delay that SQS gives a message. */
const LONGEST_DELAY_SECONDS = 900;

const sqs = new SQSClient({});

/** Timers as delayed messages; a message's body is the wake as JSON. */
export function commandTimer(queueUrl: string): CommandTimer {
  return {
    async schedule(wake, delaySeconds) {
      await sqs.send(
        new SendMessageCommand({
          QueueUrl: queueUrl,
          MessageBody: JSON.stringify(wake),
          DelaySeconds: Math.min(Math.max(0, Math.ceil(delaySeconds)), LONGEST_DELAY_SECONDS),
        }),
      );
    },
  };
}
