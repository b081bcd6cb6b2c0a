import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { startEventBridge } from "#local/eventbridge/start.ts";
import type { EndpointService, EventBridgeOptions, RuleTarget } from "#local/services.ts";

const FUNCTION = "arn:aws:lambda:eu-west-1:000000000000:function:bill";
const QUEUE = "arn:aws:sqs:eu-west-1:000000000000:work";
const DEAD_LETTERS = "arn:aws:sqs:eu-west-1:000000000000:dead-letters";

let dataDir: string;
let server: EndpointService;
let client: EventBridgeClient;
const invoke = vi.fn<EventBridgeOptions["invoke"]>();
const sendToQueue = vi.fn<EventBridgeOptions["sendToQueue"]>();

async function start(target: RuleTarget): Promise<void> {
  server = await startEventBridge({
    dataDir,
    region: "eu-west-1",
    accountId: "000000000000",
    busNames: ["domain"],
    rules: [
      {
        arn: "arn:rule",
        name: "ended",
        busName: "domain",
        eventPattern: { "detail-type": ["SessionEnded"] },
        targets: [target],
      },
    ],
    invoke,
    sendToQueue,
    writeLog: () => undefined,
  });
  client = new EventBridgeClient({
    endpoint: server.endpoint,
    region: "eu-west-1",
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
  });
}

async function stop(): Promise<void> {
  client.destroy();
  await server.stop();
}

const put = () =>
  client.send(
    new PutEventsCommand({
      Entries: [
        {
          EventBusName: "domain",
          Source: "chargeward",
          DetailType: "SessionEnded",
          Detail: JSON.stringify({ sessionId: "s1" }),
        },
      ],
    }),
  );

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "chargeward-events-"));
  invoke.mockReset().mockResolvedValue(undefined);
  sendToQueue.mockReset().mockResolvedValue(undefined);
});

afterEach(async () => {
  await stop();
  await rm(dataDir, { recursive: true });
});

it("carries an event from PutEvents to the rule's function", async () => {
  await start({ arn: FUNCTION });

  const answer = await put();

  await vi.waitFor(() => expect(invoke).toHaveBeenCalledOnce());
  expect(answer.FailedEntryCount).toBe(0);
  expect(invoke).toHaveBeenCalledWith(
    FUNCTION,
    expect.objectContaining({ "detail-type": "SessionEnded", detail: { sessionId: "s1" } }),
  );
});

it("carries an event to a queue, with the target's own input", async () => {
  await start({ arn: QUEUE, input: '{"constant":true}' });

  await put();

  await vi.waitFor(() =>
    expect(sendToQueue).toHaveBeenCalledExactlyOnceWith(QUEUE, '{"constant":true}'),
  );
});

it("tries a function that failed again", async () => {
  invoke.mockRejectedValueOnce(new Error("not now"));
  await start({ arn: FUNCTION });

  await put();

  await vi.waitFor(() => expect(invoke).toHaveBeenCalledTimes(2), 5_000);
  expect(sendToQueue).not.toHaveBeenCalled();
});

it("gives up after the rule's retries, into the dead-letter queue", async () => {
  invoke.mockRejectedValue(new Error("never"));
  await start({ arn: FUNCTION, maximumRetryAttempts: 1, deadLetterQueueArn: DEAD_LETTERS });

  await put();

  await vi.waitFor(() => expect(sendToQueue).toHaveBeenCalledOnce(), 5_000);
  expect(invoke).toHaveBeenCalledTimes(2);
  expect(sendToQueue).toHaveBeenCalledWith(DEAD_LETTERS, expect.stringContaining('"s1"'));
});

it("delivers after a restart what it had accepted before", async () => {
  const target = { arn: FUNCTION };
  invoke.mockReturnValueOnce(new Promise(() => undefined));
  await start(target);
  await put();
  await vi.waitFor(() => expect(invoke).toHaveBeenCalledOnce());

  await stop();
  await start(target);

  await vi.waitFor(() => expect(invoke).toHaveBeenCalledTimes(2));
});
