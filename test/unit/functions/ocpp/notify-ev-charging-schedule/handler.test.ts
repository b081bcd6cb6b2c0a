import "#test/support/environment.ts";
import { BatchWriteItemCommand, DynamoDBClient, QueryCommand } from "@aws-sdk/client-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, expect, it } from "vitest";
import { handler } from "#functions/ocpp/notify-ev-charging-schedule/handler.ts";
import { aBinding } from "#test/support/fleet.ts";
import { call, connected, refusal } from "#test/support/ocpp-call.ts";
import { writtenThings } from "#test/support/reported-things.ts";

const dynamo = mockClient(DynamoDBClient);
const charger16 = aBinding({ connectionId: "socket-16" });
const charger201 = aBinding({ connectionId: "socket-201", version: "ocpp2.0.1" });
const payload = {
  evseId: 2,
  timeBase: "2026-03-01T10:00:00Z",
  chargingSchedule: {
    id: 1,
    chargingRateUnit: "W",
    chargingSchedulePeriod: [{ startPeriod: 0, limit: 7400 }],
  },
};

beforeEach(() => {
  dynamo.reset();
  connected(dynamo, charger16, charger201);
  dynamo.on(BatchWriteItemCommand).resolves({});
  dynamo.on(QueryCommand).resolves({});
});

it("keeps what a car is going to draw", async () => {
  const answer = await call(handler, "NotifyEVChargingSchedule", payload, charger201);

  expect(answer).toEqual([3, "m-1", { status: "Accepted" }]);
  expect(await writtenThings(dynamo)).toMatchObject([
    { sk: "REPORTED#ev-charging-schedule#0000000002", content: payload },
  ]);
});

it("is no action of 1.6", async () => {
  const answer = await call(handler, "NotifyEVChargingSchedule", payload, charger16);

  expect(answer).toEqual(refusal("NotImplemented"));
  expect(await writtenThings(dynamo)).toEqual([]);
});
