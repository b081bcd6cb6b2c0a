import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";

const sqs = new SQSClient({});

/** Tells people, by a queue that rings an alarm, of something that they must look at; ids and places only. */
export function failureQueue(queueUrl: string) {
  return async (failure: Readonly<Record<string, string>>): Promise<void> => {
    await sqs.send(
      new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(failure) }),
    );
  };
}
