import "#test/support/environment.ts";
import { DynamoDBClient, QueryCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, expect, it } from "vitest";
import { toItem } from "#adapters/dynamodb/client.ts";
import { handler } from "#functions/ocpp/diagnostics-status-notification/handler.ts";
import { aBinding } from "#test/support/fleet.ts";
import { aJob } from "#test/support/jobs.ts";
import { call, connected, refusal } from "#test/support/ocpp-call.ts";

const dynamo = mockClient(DynamoDBClient);
const charger16 = aBinding({ connectionId: "socket-16" });
const charger201 = aBinding({ connectionId: "socket-201", version: "ocpp2.0.1" });
const payload = { status: "Uploading" };

beforeEach(() => {
  dynamo.reset();
  connected(dynamo, charger16, charger201);
  dynamo.on(UpdateItemCommand).resolves({});
  dynamo.on(QueryCommand).resolves({});
});

it("keeps how far an upload of diagnostics is", async () => {
  const answer = await call(handler, "DiagnosticsStatusNotification", payload, charger16);

  const updates = dynamo.commandCalls(UpdateItemCommand).map(({ args }) => args[0].input);
  expect(answer).toEqual([3, "m-1", {}]);
  expect(updates).toMatchObject([
    {
      TableName: "Fleet",
      Key: { pk: { S: "demo-a#CP-1" }, sk: { S: "CHARGER" } },
      ConditionExpression: "#connection.connectionId = :connectionId AND epoch = :epoch",
      ExpressionAttributeNames: { "#task": "diagnosticsStatus" },
    },
  ]);
  expect(unmarshall(updates[0]?.ExpressionAttributeValues ?? {})[":status"]).toEqual({
    status: "Uploading",
    reportedAt: expect.any(String),
  });
});

it("is no action of 2.0.1", async () => {
  const answer = await call(handler, "DiagnosticsStatusNotification", payload, charger201);

  expect(answer).toEqual(refusal("NotImplemented"));
  expect(dynamo.commandCalls(UpdateItemCommand)).toHaveLength(0);
});

it("tells the newest upload that is not over, for 1.6 numbers no requests", async () => {
  const { requestId, ...numberless } = aJob({
    kind: "diagnostics-upload",
    action: "GetDiagnostics",
  });
  const newest = { ...numberless, jobId: "01NEWEST" };
  dynamo.on(QueryCommand).resolves({ Items: [newest, numberless].map(toItem) });

  await call(handler, "DiagnosticsStatusNotification", payload, charger16);

  const [, told] = dynamo.commandCalls(UpdateItemCommand).map(({ args }) => args[0].input);
  expect(told?.Key?.["sk"]).toEqual({ S: "JOB#01NEWEST" });
});
