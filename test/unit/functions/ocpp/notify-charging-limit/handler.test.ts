import "#test/support/environment.ts";
import { BatchWriteItemCommand, DynamoDBClient, QueryCommand } from "@aws-sdk/client-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, expect, it } from "vitest";
import { handler } from "#functions/ocpp/notify-charging-limit/handler.ts";
import { aBinding } from "#test/support/fleet.ts";
import { call, connected, refusal } from "#test/support/ocpp-call.ts";
import { writtenThings } from "#test/support/reported-things.ts";

const dynamo = mockClient(DynamoDBClient);
const charger16 = aBinding({ connectionId: "socket-16" });
const charger201 = aBinding({ connectionId: "socket-201", version: "ocpp2.0.1" });
const payload = {
  evseId: 1,
  chargingLimit: { chargingLimitSource: "EMS", isGridCritical: true },
  chargingSchedule: [
    { id: 1, chargingRateUnit: "W", chargingSchedulePeriod: [{ startPeriod: 0, limit: 7400 }] },
  ],
};

beforeEach(() => {
  dynamo.reset();
  connected(dynamo, charger16, charger201);
  dynamo.on(BatchWriteItemCommand).resolves({});
  dynamo.on(QueryCommand).resolves({});
});

it("keeps who limits which EVSE to what", async () => {
  const answer = await call(handler, "NotifyChargingLimit", payload, charger201);

  expect(answer).toEqual([3, "m-1", {}]);
  expect(await writtenThings(dynamo)).toMatchObject([
    {
      pk: "demo-a#CP-1",
      sk: "REPORTED#charging-limit#0000000001.EMS",
      operatorId: "demo-a",
      chargerId: "CP-1",
      content: { isGridCritical: true, chargingSchedule: payload.chargingSchedule },
    },
  ]);
});

it("is no action of 1.6", async () => {
  const answer = await call(handler, "NotifyChargingLimit", payload, charger16);

  expect(answer).toEqual(refusal("NotImplemented"));
  expect(await writtenThings(dynamo)).toEqual([]);
});

it("takes a limit that names no EVSE for one of the whole charger", async () => {
  const whole = { chargingLimit: { chargingLimitSource: "SO" } };

  await call(handler, "NotifyChargingLimit", whole, charger201);

  expect(await writtenThings(dynamo)).toMatchObject([
    { id: "0000000000.SO", content: { evseId: 0 } },
  ]);
});
