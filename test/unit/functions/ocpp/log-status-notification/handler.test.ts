import "#test/support/environment.ts";
import { DynamoDBClient, QueryCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, expect, it } from "vitest";
import { handler } from "#functions/ocpp/log-status-notification/handler.ts";
import { aBinding } from "#test/support/fleet.ts";
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
  [charger16, { status: "Uploading", requestId: 12 }],
  [charger201, { status: "Uploading", requestId: 12 }],
  [charger201, { status: "Idle" }],
])("keeps how far an upload of a log is", async (charger, payload) => {
  const answer = await call(handler, "LogStatusNotification", payload, charger);

  const updates = dynamo.commandCalls(UpdateItemCommand).map(({ args }) => args[0].input);
  expect(answer).toEqual([3, "m-1", {}]);
  expect(updates).toMatchObject([
    {
      TableName: "Fleet",
      Key: { pk: { S: "demo-a#CP-1" }, sk: { S: "CHARGER" } },
      ConditionExpression: "#connection.connectionId = :connectionId AND epoch = :epoch",
      ExpressionAttributeNames: { "#task": "logStatus" },
    },
  ]);
  expect(unmarshall(updates[0]?.ExpressionAttributeValues ?? {})[":status"]).toEqual({
    ...payload,
    reportedAt: expect.any(String),
  });
});

it("refuses a 2.0.1 status of a 1.6 charger", async () => {
  const payload = { status: "AcceptedCanceled", requestId: 12 };

  const answer = await call(handler, "LogStatusNotification", payload, charger16);

  expect(answer).toEqual(refusal("PropertyConstraintViolation"));
  expect(dynamo.commandCalls(UpdateItemCommand)).toHaveLength(0);
});
