import "#test/support/environment.ts";
import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, expect, it } from "vitest";
import { sessionIdOf } from "#adapters/dynamodb/keys.ts";
import { handler } from "#functions/ocpp/meter-values/handler.ts";
import { aBinding } from "#test/support/fleet.ts";
import { call, connected } from "#test/support/ocpp-call.ts";

const dynamo = mockClient(DynamoDBClient);
const charger16 = aBinding({ connectionId: "socket-16" });
const charger201 = aBinding({ connectionId: "socket-201", version: "ocpp2.0.1" });
const AT = "2026-03-01T10:30:00.000Z";
const REQUEST = {
  connectorId: 1,
  transactionId: 1234,
  meterValue: [
    {
      timestamp: AT,
      sampledValue: [
        { value: "6.5", unit: "kWh" },
        { value: "11000", measurand: "Power.Active.Import", unit: "W" },
        { value: "16.1", measurand: "Current.Import", unit: "A" },
        { value: "230", measurand: "Voltage", unit: "V" },
        { value: "42", measurand: "SoC", unit: "Percent" },
      ],
    },
  ],
};

beforeEach(() => {
  dynamo.reset();
  connected(dynamo, charger16, charger201);
  dynamo.on(PutItemCommand).resolves({});
});

const kept = () =>
  dynamo.commandCalls(PutItemCommand).map(({ args }) => unmarshall(args[0].input.Item ?? {}));

it("keeps energy, power, current, voltage and charge beside their session, in one write", async () => {
  const answer = await call(handler, "MeterValues", REQUEST, charger16);

  expect(answer).toEqual([3, "m-1", {}]);
  const sessionId = sessionIdOf({ ...charger16, transactionId: 1234 });
  expect(kept()).toHaveLength(1);
  expect(kept()[0]).toMatchObject({
    pk: `demo-a#${sessionId}`,
    readings: [
      {
        sampledAt: AT,
        energyRegisterWh: 6500,
        powerW: 11_000,
        currentA: 16.1,
        voltageV: 230,
        socPercent: 42,
      },
    ],
  });
});

it("writes the same message to the same place when it comes again", async () => {
  await call(handler, "MeterValues", REQUEST, charger16);
  await call(handler, "MeterValues", REQUEST, charger16);

  const [first, second] = kept();
  expect([second?.["pk"], second?.["sk"]]).toEqual([first?.["pk"], first?.["sk"]]);
});

it("keeps values of no session with the charger, for a time", async () => {
  const { transactionId: _none, ...clockAligned } = REQUEST;
  const [meterValue] = REQUEST.meterValue;
  const sampledValue = [{ value: 6500 }];

  await call(handler, "MeterValues", clockAligned, charger16);
  await call(
    handler,
    "MeterValues",
    { evseId: 2, meterValue: [{ ...meterValue, sampledValue }] },
    charger201,
  );

  expect(kept()).toMatchObject([
    { pk: "demo-a#CP-1", sk: expect.stringContaining("METER#1#"), ttl: expect.any(Number) },
    { pk: "demo-a#CP-1", sk: expect.stringContaining("METER#2#"), ttl: expect.any(Number) },
  ]);
});
