import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import {
  CreateQueueCommand,
  ListQueuesCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import type { QueueDefinition, SqsOptions, SqsService } from "./services.ts";
import { openFauxqs } from "./sqs/fauxqs.ts";

/** What a queue cannot change once it exists. */
const FIXED_ATTRIBUTES = new Set(["FifoQueue", "DeduplicationScope", "FifoThroughputLimit"]);

const nameOf = (nameOrArn: string): string => nameOrArn.slice(nameOrArn.lastIndexOf(":") + 1);

async function bringUp(
  client: SQSClient,
  queueUrl: (name: string) => string,
  queues: readonly QueueDefinition[],
): Promise<void> {
  const { QueueUrls = [] } = await client.send(new ListQueuesCommand({}));
  const existing = new Set(QueueUrls.map((url) => url.slice(url.lastIndexOf("/") + 1)));
  for (const { name, attributes } of queues) {
    if (existing.has(name)) {
      const changeable = Object.entries(attributes).filter(([key]) => !FIXED_ATTRIBUTES.has(key));
      const Attributes = Object.fromEntries(changeable);
      await client.send(new SetQueueAttributesCommand({ QueueUrl: queueUrl(name), Attributes }));
    } else {
      // Not for existing ones: fauxqs would take their messages away.
      await client.send(new CreateQueueCommand({ QueueName: name, Attributes: { ...attributes } }));
    }
  }
}

/** SQS with the template's queues; messages are on disk and survive a crash. */
export async function startSqs(options: SqsOptions): Promise<SqsService> {
  const dataDir = join(options.dataDir, "sqs");
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const { port, stop } = await openFauxqs({
    dataDir,
    region: options.region,
    port: options.port ?? 0,
  });
  const endpoint = `http://127.0.0.1:${port}`;
  const queueUrl = (nameOrArn: string) => `${endpoint}/${options.accountId}/${nameOf(nameOrArn)}`;
  const client = new SQSClient({
    endpoint,
    region: options.region,
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  await bringUp(client, queueUrl, options.queues);

  let stopping: Promise<void> | undefined;
  return {
    name: "SQS",
    endpoint,
    queueUrl,
    send: async (nameOrArn, body) => {
      const isFifo = nameOrArn.endsWith(".fifo");
      await client.send(
        new SendMessageCommand({
          QueueUrl: queueUrl(nameOrArn),
          MessageBody: body,
          ...(isFifo && {
            MessageGroupId: "local",
            MessageDeduplicationId: crypto.randomUUID(),
          }),
        }),
      );
    },
    stop: () => {
      client.destroy();
      stopping ??= stop();
      return stopping;
    },
  };
}
