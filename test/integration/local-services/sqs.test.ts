import { mkdtemp, rm } from "node:fs/promises";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { QueueDefinition, SqsService } from "#local/services.ts";
import { startSqs } from "#local/sqs.ts";

const arnOf = (name: string) => `arn:aws:sqs:eu-west-1:000000000000:${name}`;

function queue(name: string, attributes: QueueDefinition["attributes"] = {}): QueueDefinition {
  return { name, arn: arnOf(name), attributes };
}

const QUEUES = [
  queue("work", {
    VisibilityTimeout: "0",
    RedrivePolicy: JSON.stringify({
      deadLetterTargetArn: arnOf("dead-letters"),
      maxReceiveCount: 2,
    }),
  }),
  queue("dead-letters", { MessageRetentionPeriod: "1209600" }),
  queue("ordered.fifo", { FifoQueue: "true" }),
];

let dataDir: string;
let server: SqsService;
let client: SQSClient;

async function start(queues: readonly QueueDefinition[] = QUEUES): Promise<void> {
  server = await startSqs({ dataDir, queues, region: "eu-west-1", accountId: "000000000000" });
  client = new SQSClient({
    endpoint: server.endpoint,
    region: "eu-west-1",
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
  });
}

async function stop(): Promise<void> {
  client.destroy();
  await server.stop();
}

async function receive(name: string) {
  const QueueUrl = server.queueUrl(name);
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
  );
  return Messages;
}

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "chargeward-sqs-"));
  await start();
});

afterEach(async () => {
  await stop();
  await rm(dataDir, { recursive: true });
});

it("brings a message to whoever receives, once it is deleted never again", async () => {
  await server.send(arnOf("work"), "hello");

  const [message] = await receive("work");
  await client.send(
    new DeleteMessageCommand({
      QueueUrl: server.queueUrl("work"),
      ReceiptHandle: message?.ReceiptHandle,
    }),
  );

  expect(message?.Body).toBe("hello");
  expect(await receive("work")).toEqual([]);
});

it("moves a message that is received too often to the dead-letter queue", async () => {
  await server.send("work", "poison");

  await receive("work");
  await receive("work");
  await receive("work");

  expect((await receive("dead-letters")).map(({ Body }) => Body)).toEqual(["poison"]);
});

it("keeps messages through a restart that declares the queues again", async () => {
  await server.send("work", "kept");
  await server.send("ordered.fifo", "in order");

  await stop();
  await start();

  expect((await receive("work")).map(({ Body }) => Body)).toEqual(["kept"]);
  expect((await receive("ordered.fifo")).map(({ Body }) => Body)).toEqual(["in order"]);
});

it("takes over what a newer template says of a queue", async () => {
  await server.send("work", "seen once");

  await stop();
  await start([queue("work", { VisibilityTimeout: "30" })]);

  expect(await receive("work")).toHaveLength(1);
  expect(await receive("work")).toEqual([]);
});

it("names 127.0.0.1 in its addresses, and listens there only", async () => {
  const others = Object.values(networkInterfaces())
    .flat()
    .flatMap((one) => (one && one.family === "IPv4" && !one.internal ? [one.address] : []));
  const { port } = new URL(server.endpoint);

  const answers = await Promise.allSettled(
    ["127.0.0.2", ...others].map((address) => fetch(`http://${address}:${port}/health`)),
  );

  expect(server.queueUrl(arnOf("work"))).toBe(`http://127.0.0.1:${port}/000000000000/work`);
  expect(answers.map(({ status }) => status)).not.toContain("fulfilled");
});
