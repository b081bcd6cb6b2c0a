import "#test/support/environment.ts";
import { BatchWriteItemCommand, DynamoDBClient, QueryCommand } from "@aws-sdk/client-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, expect, it } from "vitest";
import { handler } from "#functions/ocpp/notify-event/handler.ts";
import { aBinding } from "#test/support/fleet.ts";
import { call, connected, refusal } from "#test/support/ocpp-call.ts";
import { writtenThings } from "#test/support/reported-things.ts";

const dynamo = mockClient(DynamoDBClient);
const charger16 = aBinding({ connectionId: "socket-16" });
const charger201 = aBinding({ connectionId: "socket-201", version: "ocpp2.0.1" });
const payload = {
  generatedAt: "2026-03-01T10:00:00Z",
  seqNo: 0,
  eventData: [
    {
      eventId: 8,
      timestamp: "2026-03-01T10:30:00+01:00",
      trigger: "Alerting",
      actualValue: "91",
      eventNotificationType: "HardWiredMonitor",
      component: { name: "Connector", evse: { id: 1 } },
      variable: { name: "Temperature" },
    },
  ],
};

beforeEach(() => {
  dynamo.reset();
  connected(dynamo, charger16, charger201);
  dynamo.on(BatchWriteItemCommand).resolves({});
  dynamo.on(QueryCommand).resolves({});
});

it("keeps each event under the time at which it happened", async () => {
  const answer = await call(handler, "NotifyEvent", payload, charger201);

  expect(answer).toEqual([3, "m-1", {}]);
  expect(await writtenThings(dynamo)).toMatchObject([
    {
      sk: "REPORTED#event#2026-03-01T09:30:00.000Z.0000000008",
      content: payload.eventData[0],
    },
  ]);
});

it("is no action of 1.6", async () => {
  const answer = await call(handler, "NotifyEvent", payload, charger16);

  expect(answer).toEqual(refusal("NotImplemented"));
  expect(await writtenThings(dynamo)).toEqual([]);
});

it("files an event of a clock that cannot be right under the time it came", async () => {
  const [event] = payload.eventData;
  const eventData = [{ ...event, timestamp: "1970-01-01T00:00:00Z" }];

  await call(handler, "NotifyEvent", { ...payload, eventData }, charger201);

  const [thing] = (await writtenThings(dynamo)) as { id: string; reportedAt: string }[];
  expect(thing?.id).toBe(`${thing?.reportedAt}.0000000008`);
});

it("never keeps a password that a charger reports as a value", async () => {
  const [event] = payload.eventData;
  const variable = { name: "BasicAuthPassword" };
  const eventData = [{ ...event, variable, actualValue: "planted-password" }];

  await call(handler, "NotifyEvent", { ...payload, eventData }, charger201);

  expect(JSON.stringify(await writtenThings(dynamo))).toContain("BasicAuthPassword");
  expect(JSON.stringify(await writtenThings(dynamo))).not.toContain("planted-password");
});
