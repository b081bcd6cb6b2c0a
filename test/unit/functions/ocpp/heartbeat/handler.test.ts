import "#test/support/environment.ts";
import { DynamoDBClient, GetItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { ConnectionBinding } from "#domain/fleet/charger.ts";
import { handler } from "#functions/ocpp/heartbeat/handler.ts";
import { aBinding } from "#test/support/fleet.ts";
import { call, connected, refusal } from "#test/support/ocpp-call.ts";

const dynamo = mockClient(DynamoDBClient);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-03-01T10:00:00.000Z") });
  dynamo.reset();
  dynamo.on(UpdateItemCommand).resolves({});
});
afterEach(() => {
  vi.useRealTimers();
});

function aSocket(fields: Partial<ConnectionBinding>): ConnectionBinding {
  const binding = aBinding(fields);
  connected(dynamo, binding);
  return binding;
}

it.each(["ocpp1.6", "ocpp2.0.1"] as const)(
  "tells a charger of %s the time, and notes that it lives",
  async (version) => {
    const socket = aSocket({ connectionId: `first-${version}`, version });

    const answer = await call(handler, "Heartbeat", {}, socket);

    expect(answer).toEqual([3, "m-1", { currentTime: "2026-03-01T10:00:00.000Z" }]);
    expect(dynamo.commandCalls(UpdateItemCommand).map(({ args }) => args[0].input)).toMatchObject([
      {
        TableName: "Fleet",
        Key: { pk: { S: "demo-a#CP-1" }, sk: { S: "CHARGER" } },
        ConditionExpression: "#connection.connectionId = :connectionId AND epoch = :epoch",
        UpdateExpression: "SET lastSeenAt = :seenAt",
        ExpressionAttributeValues: { ":seenAt": { S: "2026-03-01T10:00:00.000Z" } },
      },
    ]);
  },
);

it("calls nobody for a heartbeat that follows soon", async () => {
  const socket = aSocket({ connectionId: "eager" });
  await call(handler, "Heartbeat", {}, socket);
  const before = dynamo.calls().length;

  vi.setSystemTime("2026-03-01T10:00:20.000Z");
  const answer = await call(handler, "Heartbeat", {}, socket);

  expect(answer).toEqual([3, "m-1", { currentTime: "2026-03-01T10:00:20.000Z" }]);
  expect(dynamo.calls()).toHaveLength(before);
});

it("notes it again after a quarter of an hour", async () => {
  const socket = aSocket({ connectionId: "steady" });
  await call(handler, "Heartbeat", {}, socket);

  vi.setSystemTime("2026-03-01T10:15:00.000Z");
  await call(handler, "Heartbeat", {}, socket);

  expect(dynamo.commandCalls(UpdateItemCommand)).toHaveLength(2);
});

it("refuses a socket that nobody opened", async () => {
  dynamo.on(GetItemCommand).resolves({});

  const answer = await call(handler, "Heartbeat", {}, { connectionId: "nobody" });

  expect(answer).toEqual(refusal("SecurityError"));
  expect(dynamo.commandCalls(UpdateItemCommand)).toHaveLength(0);
});
