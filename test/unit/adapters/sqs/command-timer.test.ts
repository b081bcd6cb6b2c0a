import "#test/support/environment.ts";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, expect, it } from "vitest";
import { commandTimer } from "#adapters/sqs/command-timer.ts";

const sqs = mockClient(SQSClient);
const wake = { operatorId: "demo-a", chargerId: "CP-1", commandId: "01" };

beforeEach(() => {
  sqs.reset();
  sqs.on(SendMessageCommand).resolves({});
});

it.each([
  [30, 30],
  [0.2, 1],
  [-5, 0],
  [5_000, 900],
])("asks for a delay of %s seconds as %s, which SQS can give", async (asked, given) => {
  await commandTimer("https://sqs.example.test/timers").schedule(wake, asked);

  expect(sqs.commandCalls(SendMessageCommand)[0]?.args[0].input).toEqual({
    QueueUrl: "https://sqs.example.test/timers",
    MessageBody: JSON.stringify(wake),
    DelaySeconds: given,
  });
});
