import "#test/support/environment.ts";
import {
  BatchWriteItemCommand,
  DynamoDBClient,
  QueryCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, expect, it } from "vitest";
import { toItem } from "#adapters/dynamodb/client.ts";
import { handler } from "#functions/ocpp/notify-report/handler.ts";
import { aBinding } from "#test/support/fleet.ts";
import { aJob } from "#test/support/jobs.ts";
import { call, connected } from "#test/support/ocpp-call.ts";

const dynamo = mockClient(DynamoDBClient);
const charger = aBinding({ connectionId: "socket-201", version: "ocpp2.0.1" });
const report = { requestId: 1, generatedAt: "2026-03-01T10:00:00Z", seqNo: 0 };

beforeEach(() => {
  dynamo.reset();
  connected(dynamo, charger);
  dynamo.on(BatchWriteItemCommand).resolves({});
  dynamo.on(QueryCommand).resolves({});
  dynamo.on(UpdateItemCommand).resolves({});
});

const writtenItems = () =>
  dynamo
    .commandCalls(BatchWriteItemCommand)
    .flatMap(({ args }) => args[0].input.RequestItems?.["Fleet"] ?? [])
    .map(({ PutRequest }) => unmarshall(PutRequest?.Item ?? {}));

it("keeps each variable of a report in the charger's partition", async () => {
  const entry = {
    component: { name: "Connector", evse: { id: 1, connectorId: 2 } },
    variable: { name: "AvailabilityState" },
    variableAttribute: [
      { value: "Available", mutability: "ReadOnly", persistent: false },
      { type: "Target", value: "Available" },
    ],
    variableCharacteristics: { dataType: "OptionList", supportsMonitoring: true },
  };

  const answer = await call(handler, "NotifyReport", { ...report, reportData: [entry] }, charger);

  expect(answer).toEqual([3, "m-1", {}]);
  expect(writtenItems()).toEqual([
    {
      pk: "demo-a#CP-1",
      sk: "VARIABLE#Connector[1.2]#AvailabilityState",
      operatorId: "demo-a",
      chargerId: "CP-1",
      component: { name: "Connector", evseId: 1, connectorId: 2 },
      variable: { name: "AvailabilityState" },
      attributes: [
        { type: "Actual", value: "Available", mutability: "ReadOnly", persistent: false },
        { type: "Target", value: "Available" },
      ],
      characteristics: { dataType: "OptionList", supportsMonitoring: true },
      reportedAt: expect.any(String),
    },
  ]);
});

it("never stores a password that a faulty charger reports", async () => {
  const entry = {
    component: { name: "SecurityCtrlr" },
    variable: { name: "BasicAuthPassword" },
    variableAttribute: [{ value: "reported-password", mutability: "ReadWrite" }],
  };

  await call(handler, "NotifyReport", { ...report, reportData: [entry] }, charger);

  expect(writtenItems()).toHaveLength(1);
  expect(JSON.stringify(writtenItems())).not.toContain("reported-password");
});

it("answers a report without data and writes nothing", async () => {
  const answer = await call(handler, "NotifyReport", report, charger);

  expect(answer).toEqual([3, "m-1", {}]);
  expect(dynamo.commandCalls(BatchWriteItemCommand)).toHaveLength(0);
});

it.each([
  ["ends the job that asked for it, with the last part", {}, 1],
  ["goes on while there is more to come", { tbc: true }, 0],
  ["is nobody's job under another number", { requestId: 2 }, 0],
])("%s", async (_, fields, steps) => {
  const job = aJob({ kind: "device-report", action: "GetBaseReport", requestId: 1 });
  dynamo.on(QueryCommand).resolves({ Items: [toItem(job)] });

  await call(handler, "NotifyReport", { ...report, ...fields }, charger);

  const told = dynamo.commandCalls(UpdateItemCommand).map(({ args }) => args[0].input);
  expect(told).toHaveLength(steps);
  if (steps > 0) expect(told[0]?.Key?.["sk"]).toEqual({ S: `JOB#${job.jobId}` });
});
