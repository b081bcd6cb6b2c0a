import "#test/support/environment.ts";
import { BatchWriteItemCommand, DynamoDBClient, QueryCommand } from "@aws-sdk/client-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, expect, it } from "vitest";
import { handler } from "#functions/ocpp/notify-monitoring-report/handler.ts";
import { aBinding } from "#test/support/fleet.ts";
import { call, connected, refusal } from "#test/support/ocpp-call.ts";
import { writtenThings } from "#test/support/reported-things.ts";

const dynamo = mockClient(DynamoDBClient);
const charger16 = aBinding({ connectionId: "socket-16" });
const charger201 = aBinding({ connectionId: "socket-201", version: "ocpp2.0.1" });
const payload = {
  requestId: 12,
  seqNo: 0,
  generatedAt: "2026-03-01T10:00:00Z",
  monitor: [
    {
      component: { name: "Connector", evse: { id: 1 } },
      variable: { name: "Temperature" },
      variableMonitoring: [
        { id: 1, transaction: false, value: 80, type: "UpperThreshold", severity: 3 },
        { id: 2, transaction: false, value: 60, type: "Periodic", severity: 8 },
      ],
    },
  ],
};

beforeEach(() => {
  dynamo.reset();
  connected(dynamo, charger16, charger201);
  dynamo.on(BatchWriteItemCommand).resolves({});
  dynamo.on(QueryCommand).resolves({});
});

it("keeps each monitor with what it watches", async () => {
  const answer = await call(handler, "NotifyMonitoringReport", payload, charger201);

  expect(answer).toEqual([3, "m-1", {}]);
  expect(await writtenThings(dynamo)).toMatchObject([
    { sk: "REPORTED#variable-monitor#0000000001", content: { variable: { name: "Temperature" } } },
    { sk: "REPORTED#variable-monitor#0000000002", content: { monitor: { type: "Periodic" } } },
  ]);
});

it("is no action of 1.6", async () => {
  const answer = await call(handler, "NotifyMonitoringReport", payload, charger16);

  expect(answer).toEqual(refusal("NotImplemented"));
  expect(await writtenThings(dynamo)).toEqual([]);
});
