import "#test/support/environment.ts";
import {
  ApiGatewayManagementApiClient,
  PostToConnectionCommand,
} from "@aws-sdk/client-apigatewaymanagementapi";
import {
  DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, expect, it } from "vitest";
import { toItem } from "#adapters/dynamodb/client.ts";
import { commandToItem } from "#adapters/dynamodb/command-item.ts";
import { handler } from "#functions/events/advance-command-queue/handler.ts";
import { sealerOf } from "#functions/shared/privacy.ts";
import { aCommand } from "#test/support/commands.ts";
import { aContext } from "#test/support/lambda-context.ts";
import { vaultIn } from "#test/support/vault.ts";

const dynamo = mockClient(DynamoDBClient);
const api = mockClient(ApiGatewayManagementApiClient);
const sqs = mockClient(SQSClient);

const now = new Date();
const command = aCommand({ queueUntil: new Date(now.getTime() + 300_000).toISOString() });
const { commandId } = command;
const connection = {
  connectionId: "socket-7",
  connectedAt: now.toISOString(),
  version: "ocpp1.6",
  sourceIp: "192.0.2.1",
};
const keyOf = (chargerId: string, sk: string) => toItem({ pk: `demo-a#${chargerId}`, sk });

beforeEach(async () => {
  for (const client of [dynamo, api, sqs]) client.reset();
  vaultIn(dynamo);
  dynamo.on(QueryCommand).resolves({ Items: [toItem({ commandId })] });
  dynamo
    .on(GetItemCommand, { Key: keyOf("CP-1", `COMMAND#${commandId}`) })
    .resolves({ Item: await commandToItem(command, sealerOf) });
  dynamo
    .on(GetItemCommand, { Key: keyOf("CP-1", "CHARGER") })
    .resolves({ Item: toItem({ connection }) });
  dynamo.on(TransactWriteItemsCommand).resolves({});
  sqs.on(SendMessageCommand).resolves({});
  api.on(PostToConnectionCommand).resolves({});
});

const detail = {
  type: "CommandCreated",
  eventId: "e-1",
  v: 1,
  operatorId: "demo-a",
  chargerId: "CP-1",
  commandId,
  action: "ClearCache",
  occurredAt: now.toISOString(),
} as const;

it("sends the command at the head over the charger's current connection", async () => {
  await handler({ detail }, aContext());

  const [post] = api.commandCalls(PostToConnectionCommand);
  expect(post?.args[0].input.ConnectionId).toBe("socket-7");
  expect(String(post?.args[0].input.Data)).toBe(`[2,"${commandId}","ClearCache",{}]`);
  expect(sqs.commandCalls(SendMessageCommand)[0]?.args[0].input.DelaySeconds).toBe(30);
});

it("asks for an event again that could not be followed", async () => {
  dynamo.on(QueryCommand).rejects(new Error("no answer"));

  await expect(handler({ detail }, aContext())).rejects.toThrow("no answer");
});

it("looks at a charger's queue once for all equal records of a batch", async () => {
  dynamo.on(QueryCommand).resolves({ Items: [] });
  const body = JSON.stringify({ operatorId: "demo-a", chargerId: "CP-1" });

  await handler(
    {
      Records: [
        { messageId: "1", body },
        { messageId: "2", body },
      ],
    },
    aContext(),
  );

  expect(dynamo.commandCalls(QueryCommand)).toHaveLength(1);
});

it("asks for the records of a charger again whose queue could not be advanced, and only for those", async () => {
  dynamo.on(QueryCommand).callsFake(({ ExpressionAttributeValues }) => {
    if (ExpressionAttributeValues[":pk"].S === "demo-a#CP-2") throw new Error("no answer");
    return { Items: [] };
  });

  const timer = (messageId: string, chargerId: string) => ({
    messageId,
    body: JSON.stringify({ operatorId: "demo-a", chargerId }),
  });
  const Records = [timer("1", "CP-1"), timer("2", "CP-2")];

  const result = await handler({ Records }, aContext());

  expect(result).toEqual({ batchItemFailures: [{ itemIdentifier: "2" }] });
});

it("does its work beside a message that nobody can read", async () => {
  const body = JSON.stringify({ operatorId: "demo-a", chargerId: "CP-1" });

  const result = await handler(
    {
      Records: [
        { messageId: "1", body: "no json" },
        { messageId: "2", body },
      ],
    },
    aContext(),
  );

  expect(result).toEqual({ batchItemFailures: [] });
  expect(api.commandCalls(PostToConnectionCommand)).toHaveLength(1);
});
