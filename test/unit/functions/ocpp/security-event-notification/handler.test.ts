import "#test/support/environment.ts";
import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { handler } from "#functions/ocpp/security-event-notification/handler.ts";
import { aBinding } from "#test/support/fleet.ts";
import { call, connected } from "#test/support/ocpp-call.ts";

const dynamo = mockClient(DynamoDBClient);
const charger = aBinding({ connectionId: "socket-201", version: "ocpp2.0.1" });
const charger16 = aBinding({ connectionId: "socket-16" });
const NOW = "2026-03-01T10:00:00.000Z";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(NOW) });
  dynamo.reset();
  connected(dynamo, charger16, charger);
  dynamo.on(PutItemCommand).resolves({});
});
afterEach(() => {
  vi.useRealTimers();
});

const items = () =>
  dynamo.commandCalls(PutItemCommand).map(({ args }) => ({
    TableName: args[0].input.TableName,
    Item: unmarshall(args[0].input.Item ?? {}),
  }));

it.each([charger16, charger])(
  "keeps the event in the Security table for 400 days ($version)",
  async (sender) => {
    const event = {
      type: "TamperDetectionActivated",
      timestamp: "2026-03-01T10:30:00+01:00",
      techInfo: "door",
    };

    const answer = await call(handler, "SecurityEventNotification", event, sender);

    expect(answer).toEqual([3, "m-1", {}]);
    expect(items()).toEqual([
      {
        TableName: "Security",
        Item: {
          ...event,
          techInfo: expect.stringMatching(/^enc1\.operator:raw-message:1\./),
          pk: "demo-a#CP-1",
          sk: expect.stringMatching(/^EVENT#2026-03-01T09:30:00\.000Z#/),
          operatorId: "demo-a",
          chargerId: "CP-1",
          occurredAt: "2026-03-01T09:30:00.000Z",
          receivedAt: NOW,
          ttl: Date.parse(NOW) / 1000 + 400 * 86_400,
        },
      },
    ]);
  },
);

it("files an event of a clock that cannot be right under the time it came", async () => {
  const event = { type: "SettingSystemTime", timestamp: "1970-01-01T00:00:00Z" };

  await call(handler, "SecurityEventNotification", event, charger);

  expect(items()[0]?.Item).toMatchObject({
    sk: expect.stringMatching(/^EVENT#2026-03-01T10:00:00\.000Z#/),
    timestamp: "1970-01-01T00:00:00Z",
    occurredAt: NOW,
  });
});
