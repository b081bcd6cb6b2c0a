import "#test/support/environment.ts";
import { DynamoDBClient, QueryCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, expect, it } from "vitest";
import { toItem } from "#adapters/dynamodb/client.ts";
import { handler } from "#functions/ocpp/firmware-status-notification/handler.ts";
import { aBinding } from "#test/support/fleet.ts";
import { aJob } from "#test/support/jobs.ts";
import { call, connected, refusal } from "#test/support/ocpp-call.ts";

const dynamo = mockClient(DynamoDBClient);
const charger16 = aBinding({ connectionId: "socket-16" });
const charger201 = aBinding({ connectionId: "socket-201", version: "ocpp2.0.1" });

beforeEach(() => {
  dynamo.reset();
  connected(dynamo, charger16, charger201);
  dynamo.on(UpdateItemCommand).resolves({});
  dynamo.on(QueryCommand).resolves({});
});

it.each([
  [charger16, { status: "Installing" }],
  [charger201, { status: "InstallRebooting", requestId: 7 }],
  [charger201, { status: "Idle" }],
])("keeps how far a firmware update is", async (charger, payload) => {
  const answer = await call(handler, "FirmwareStatusNotification", payload, charger);

  const updates = dynamo.commandCalls(UpdateItemCommand).map(({ args }) => args[0].input);
  expect(answer).toEqual([3, "m-1", {}]);
  expect(updates).toMatchObject([
    {
      TableName: "Fleet",
      Key: { pk: { S: "demo-a#CP-1" }, sk: { S: "CHARGER" } },
      ConditionExpression: "#connection.connectionId = :connectionId AND epoch = :epoch",
      UpdateExpression: "SET lastSeenAt = :seenAt, #task = :status",
      ExpressionAttributeNames: { "#task": "firmwareStatus" },
    },
  ]);
  expect(unmarshall(updates[0]?.ExpressionAttributeValues ?? {})[":status"]).toEqual({
    ...payload,
    reportedAt: expect.any(String),
  });
});

it("refuses a 2.0.1 status of a 1.6 charger", async () => {
  const payload = { status: "InstallRebooting" };

  const answer = await call(handler, "FirmwareStatusNotification", payload, charger16);

  expect(answer).toEqual(refusal("PropertyConstraintViolation"));
  expect(dynamo.commandCalls(UpdateItemCommand)).toHaveLength(0);
});

it("tells the job of the request, and no other", async () => {
  const other = aJob({ jobId: "01NEWER", requestId: 13 });
  dynamo.on(QueryCommand).resolves({ Items: [toItem(other), toItem(aJob())] });

  await call(
    handler,
    "FirmwareStatusNotification",
    { status: "Downloading", requestId: 12 },
    charger201,
  );

  const [, told] = dynamo.commandCalls(UpdateItemCommand).map(({ args }) => args[0].input);
  expect(told?.Key).toEqual({ pk: { S: "demo-a#CP-1" }, sk: { S: `JOB#${aJob().jobId}` } });
  expect(unmarshall(told?.ExpressionAttributeValues ?? {})[":step"]).toEqual([
    { status: "Downloading", at: expect.any(String) },
  ]);
});

it("asks for no job where a charger only says that it does nothing", async () => {
  await call(handler, "FirmwareStatusNotification", { status: "Idle" }, charger201);

  expect(dynamo.commandCalls(QueryCommand)).toHaveLength(0);
});
