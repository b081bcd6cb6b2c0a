import "#test/support/environment.ts";
import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, expect, it } from "vitest";
import { handler } from "#functions/ocpp/boot-notification/handler.ts";
import { aBinding } from "#test/support/fleet.ts";
import { call, connected, refusal } from "#test/support/ocpp-call.ts";

const dynamo = mockClient(DynamoDBClient);
const charger16 = aBinding({ connectionId: "socket-16", heartbeatIntervalSeconds: 240 });
const charger201 = aBinding({ connectionId: "socket-201", version: "ocpp2.0.1" });

beforeEach(() => {
  dynamo.reset();
  connected(dynamo, charger16, charger201);
  dynamo.on(UpdateItemCommand).resolves({});
});

const updates = () => dynamo.commandCalls(UpdateItemCommand).map(({ args }) => args[0].input);
const storedBoot = () =>
  unmarshall(updates()[0]?.ExpressionAttributeValues ?? {})[":boot"] as unknown;

it("accepts a 1.6 charger and tells it the time and its operator's heartbeat interval", async () => {
  const answer = await call(
    handler,
    "BootNotification",
    { chargePointVendor: "Vendor", chargePointModel: "Model" },
    charger16,
  );

  expect(answer).toEqual([
    3,
    "m-1",
    {
      status: "Accepted",
      currentTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      interval: 240,
    },
  ]);
});

it("keeps what a 1.6 charger says of itself, on the condition that its socket is current", async () => {
  await call(
    handler,
    "BootNotification",
    {
      chargePointVendor: "Vendor",
      chargePointModel: "Model",
      chargeBoxSerialNumber: "box-1",
      firmwareVersion: "1.2.3",
      iccid: "8949000000000000000",
      imsi: "262010000000000",
      meterType: "DC",
      meterSerialNumber: "meter-1",
    },
    charger16,
  );

  expect(updates()).toHaveLength(1);
  expect(updates()[0]).toMatchObject({
    TableName: "Fleet",
    Key: { pk: { S: "demo-a#CP-1" }, sk: { S: "CHARGER" } },
    ConditionExpression: "#connection.connectionId = :connectionId AND epoch = :epoch",
    UpdateExpression: "SET lastSeenAt = :seenAt, #boot = :boot",
    ExpressionAttributeValues: { ":connectionId": { S: "socket-16" }, ":epoch": { N: "7" } },
  });
  expect(storedBoot()).toEqual({
    bootedAt: expect.any(String),
    vendor: "Vendor",
    model: "Model",
    serialNumber: "box-1",
    firmwareVersion: "1.2.3",
    iccid: "8949000000000000000",
    imsi: "262010000000000",
    meterType: "DC",
    meterSerialNumber: "meter-1",
  });
});

it("keeps what a 2.0.1 station says of itself, and why it booted", async () => {
  const chargingStation = {
    vendorName: "Vendor",
    model: "Model",
    serialNumber: "serial-1",
    modem: { iccid: "8949000000000000000" },
  };

  const answer = await call(
    handler,
    "BootNotification",
    { reason: "PowerUp", chargingStation },
    charger201,
  );

  expect(answer).toEqual([
    3,
    "m-1",
    { status: "Accepted", currentTime: expect.any(String), interval: 300 },
  ]);
  expect(storedBoot()).toEqual({
    bootedAt: expect.any(String),
    vendor: "Vendor",
    model: "Model",
    serialNumber: "serial-1",
    iccid: "8949000000000000000",
    reason: "PowerUp",
  });
});

it("refuses a socket that is no longer the charger's current one", async () => {
  const stale = aBinding({ connectionId: "socket-stale", epoch: 5 });
  connected(dynamo, stale);
  const refused = new ConditionalCheckFailedException({ message: "refused", $metadata: {} });
  dynamo.on(UpdateItemCommand).rejects(refused);

  const answer = await call(
    handler,
    "BootNotification",
    { chargePointVendor: "Vendor", chargePointModel: "Model" },
    stale,
  );

  expect(answer).toEqual(refusal("SecurityError"));
});

it("refuses a message of the other version that may mean something else, and stores nothing", async () => {
  const answer = await call(
    handler,
    "BootNotification",
    { chargePointVendor: "Vendor", chargePointModel: "Model", reason: "PowerUp" },
    charger201,
  );

  expect(answer).toEqual(refusal("OccurrenceConstraintViolation"));
  expect(updates()).toHaveLength(0);
});
