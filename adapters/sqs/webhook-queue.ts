import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { DueDelivery } from "#domain/webhooks/deliver.ts";

/** The longest delay that SQS gives a message; a longer wait is waited in parts. */
const LONGEST_DELAY_SECONDS = 900;

const sqs = new SQSClient({});

/** Puts deliveries into the queue of those that are due, now or after a while. */
export function webhookQueue(queueUrl: string) {
  return async (due: DueDelivery, delaySeconds = 0): Promise<void> => {
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: JSON.stringify(due),
        DelaySeconds: Math.min(Math.max(0, Math.ceil(delaySeconds)), LONGEST_DELAY_SECONDS),
      }),
    );
  };
}
