import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";

/** Which job goes on. */
export interface CommandJobWake {
  readonly operatorId: string;
  readonly commandJobId: string;
}

const sqs = new SQSClient({});

/** Timers of command jobs as delayed messages; a job never rests longer than a minute. */
export function commandJobTimer(queueUrl: string) {
  return async (wake: CommandJobWake, delaySeconds: number): Promise<void> => {
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: JSON.stringify(wake),
        DelaySeconds: Math.max(0, Math.ceil(delaySeconds)),
      }),
    );
  };
}
