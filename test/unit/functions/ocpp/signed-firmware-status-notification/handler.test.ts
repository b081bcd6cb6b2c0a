import "#test/support/environment.ts";
import { DynamoDBClient, QueryCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, expect, it } from "vitest";
import { toItem } from "#adapters/dynamodb/client.ts";
import { handler } from "#functions/ocpp/signed-firmware-status-notification/handler.ts";
import { aBinding } from "#test/support/fleet.ts";
import { aJob } from "#test/support/jobs.ts";
import { call, connected, refusal } from "#test/support/ocpp-call.ts";

const dynamo = mockClient(DynamoDBClient);
const charger16 = aBinding({ connectionId: "socket-16" });
const charger201 = aBinding({ connectionId: "socket-201", version: "ocpp2.0.1" });
const job = aJob({ kind: "firmware-update" });
const payload = { status: "SignatureVerified", requestId: 12 };

beforeEach(() => {
  dynamo.reset();
  connected(dynamo, charger16, charger201);
  dynamo.on(UpdateItemCommand).resolves({});
  dynamo.on(QueryCommand).resolves({ Items: [toItem(job)] });
});

it("keeps how far the charger is, on the charger and with the job", async () => {
  const answer = await call(handler, "SignedFirmwareStatusNotification", payload, charger16);

  const updates = dynamo.commandCalls(UpdateItemCommand).map(({ args }) => args[0].input);
  expect(answer).toEqual([3, "m-1", {}]);
  expect(updates).toMatchObject([
    {
      Key: { sk: { S: "CHARGER" } },
      ConditionExpression: "#connection.connectionId = :connectionId AND epoch = :epoch",
      ExpressionAttributeNames: { "#task": "firmwareStatus" },
    },
    { Key: { sk: { S: `JOB#${job.jobId}` } } },
  ]);
});

it("is no action of 2.0.1", async () => {
  const answer = await call(handler, "SignedFirmwareStatusNotification", payload, charger201);

  expect(answer).toEqual(refusal("NotImplemented"));
  expect(dynamo.commandCalls(UpdateItemCommand)).toHaveLength(0);
});
