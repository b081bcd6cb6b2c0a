import "#test/support/environment.ts";
import { DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, expect, it } from "vitest";
import { handler } from "#functions/ocpp/status-notification/handler.ts";
import { aBinding } from "#test/support/fleet.ts";
import { call, connected, refusal } from "#test/support/ocpp-call.ts";

const dynamo = mockClient(DynamoDBClient);
const charger16 = aBinding({ connectionId: "socket-16" });
const charger201 = aBinding({ connectionId: "socket-201", version: "ocpp2.0.1" });
const ANSWERED = [3, "m-1", {}];

beforeEach(() => {
  dynamo.reset();
  connected(dynamo, charger16, charger201);
  dynamo.on(UpdateItemCommand).resolves({});
});

const updates = () => dynamo.commandCalls(UpdateItemCommand).map(({ args }) => args[0].input);
const stored = () => ({
  key: updates()[0]?.ExpressionAttributeNames?.["#key"],
  connector: unmarshall(updates()[0]?.ExpressionAttributeValues ?? {})[":connector"] as unknown,
});

it("keeps the state of a 1.6 connector in one write that a stale socket cannot make", async () => {
  const answer = await call(
    handler,
    "StatusNotification",
    {
      connectorId: 1,
      status: "Faulted",
      errorCode: "OtherError",
      info: "relay",
      vendorErrorCode: "E-17",
      timestamp: "2026-03-01T11:00:00+01:00",
    },
    charger16,
  );

  expect(answer).toEqual(ANSWERED);
  expect(updates()).toHaveLength(1);
  expect(updates()[0]).toMatchObject({
    TableName: "Fleet",
    Key: { pk: { S: "demo-a#CP-1" }, sk: { S: "CHARGER" } },
    ConditionExpression: expect.stringContaining(
      "#connection.connectionId = :connectionId AND epoch = :epoch AND ",
    ),
    UpdateExpression: "SET lastSeenAt = :seenAt, connectors.#key = :connector",
  });
  expect(stored()).toEqual({
    key: "1",
    connector: {
      status: "Faulted",
      errorCode: "OtherError",
      info: "relay",
      vendorErrorCode: "E-17",
      since: "2026-03-01T10:00:00.000Z",
      reportedAt: expect.any(String),
    },
  });
});

it("takes a 1.6 status without timestamp, and of the charger itself as connector 0", async () => {
  const payload = { connectorId: 0, status: "Available", errorCode: "NoError" };

  const answer = await call(handler, "StatusNotification", payload, charger16);

  expect(answer).toEqual(ANSWERED);
  expect(stored()).toEqual({
    key: "0",
    connector: { status: "Available", errorCode: "NoError", reportedAt: expect.any(String) },
  });
});

it("does not believe a clock that was never set", async () => {
  const timestamp = "1970-01-01T00:00:12Z";
  const payload = { connectorId: 1, status: "Available", errorCode: "NoError", timestamp };

  await call(handler, "StatusNotification", payload, charger16);

  expect(stored().connector).not.toHaveProperty("since");
});

it.each([
  [1, 2, "1.2"],
  [2, 0, "2.0"],
  [0, 0, "0"],
  [0, 1, "0"],
])(
  "keeps the state of the 2.0.1 EVSE %i and connector %i at %s",
  async (evseId, connectorId, key) => {
    const timestamp = "2026-03-01T10:00:00Z";
    const payload = { timestamp, connectorStatus: "Occupied", evseId, connectorId };

    const answer = await call(handler, "StatusNotification", payload, charger201);

    expect(answer).toEqual(ANSWERED);
    expect(stored()).toEqual({
      key,
      connector: {
        status: "Occupied",
        since: "2026-03-01T10:00:00.000Z",
        reportedAt: expect.any(String),
      },
    });
  },
);

it("refuses a status that no version has", async () => {
  const payload = { connectorId: 1, status: "Asleep", errorCode: "NoError" };

  const answer = await call(handler, "StatusNotification", payload, charger16);

  expect(answer).toEqual(refusal("PropertyConstraintViolation"));
  expect(updates()).toHaveLength(0);
});
