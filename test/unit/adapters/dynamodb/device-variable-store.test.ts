import "#test/support/environment.ts";
import { BatchWriteItemCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, expect, it, vi } from "vitest";
import { deviceVariableStore } from "#adapters/dynamodb/device-variable-store.ts";
import type { DeviceComponent, DeviceVariable } from "#domain/fleet/device-variable.ts";
import { aBinding } from "#test/support/fleet.ts";

const dynamo = mockClient(DynamoDBClient);
const noWait = async () => undefined;

beforeEach(() => {
  dynamo.reset();
  dynamo.on(BatchWriteItemCommand).resolves({});
});

function aVariable(
  name: string,
  component: DeviceComponent = { name: "EVSE" },
  fields: Partial<DeviceVariable> = {},
): DeviceVariable {
  return {
    component,
    variable: { name },
    attributes: [{ type: "Actual", value: "1" }],
    reportedAt: "2026-03-01T10:00:00.000Z",
    ...fields,
  };
}

const batches = () =>
  dynamo
    .commandCalls(BatchWriteItemCommand)
    .map(({ args }) => args[0].input.RequestItems?.["Fleet"] ?? []);
const sortKeys = () =>
  batches().map((batch) => batch.map((one) => one.PutRequest?.Item?.["sk"]?.S));

it("writes a variable below its charger with all that was said of it", async () => {
  await deviceVariableStore("Fleet").record(aBinding(), [aVariable("Power")]);

  expect(batches()).toEqual([
    [
      {
        PutRequest: {
          Item: {
            pk: { S: "demo-a#CP-1" },
            sk: { S: "VARIABLE#EVSE#Power" },
            operatorId: { S: "demo-a" },
            chargerId: { S: "CP-1" },
            component: { M: { name: { S: "EVSE" } } },
            variable: { M: { name: { S: "Power" } } },
            attributes: { L: [{ M: { type: { S: "Actual" }, value: { S: "1" } } }] },
            reportedAt: { S: "2026-03-01T10:00:00.000Z" },
          },
        },
      },
    ],
  ]);
});

it.each<[DeviceComponent, string]>([
  [{ name: "EVSE", evseId: 1 }, "EVSE[1]"],
  [{ name: "Connector", evseId: 1, connectorId: 2 }, "Connector[1.2]"],
  [{ name: "LocalEnergyStorage", instance: "B" }, "LocalEnergyStorage.B"],
  [{ name: "Odd.Name#1" }, "Odd%2eName%231"],
])("names the component %o %s", async (component, name) => {
  await deviceVariableStore("Fleet").record(aBinding(), [aVariable("Power", component)]);

  expect(sortKeys()).toEqual([[`VARIABLE#${name}#Power`]]);
});

it("adds the instance to the variable's name", async () => {
  const variable = aVariable(
    "Voltage",
    { name: "EVSE" },
    { variable: { name: "V", instance: "L1" } },
  );

  await deviceVariableStore("Fleet").record(aBinding(), [variable]);

  expect(sortKeys()).toEqual([["VARIABLE#EVSE#V.L1"]]);
});

it("writes 60 variables in batches of at most 25", async () => {
  const variables = Array.from({ length: 60 }, (_, index) => aVariable(`V${index}`));

  await deviceVariableStore("Fleet").record(aBinding(), variables);

  expect(batches().map(({ length }) => length)).toEqual([25, 25, 10]);
});

it("writes the last word on a variable that is reported twice, for a batch may name a key once", async () => {
  const first = aVariable("Power");
  const last = { ...first, attributes: [{ type: "Actual", value: "2" }] };

  await deviceVariableStore("Fleet").record(aBinding(), [first, last]);

  const [[write] = []] = batches();
  expect(batches()).toHaveLength(1);
  expect(write?.PutRequest?.Item?.["attributes"]?.L?.[0]?.M?.["value"]).toEqual({ S: "2" });
});

it("writes again what a busy table left out, and nothing else", async () => {
  const left = { PutRequest: { Item: { pk: { S: "demo-a#CP-1" }, sk: { S: "VARIABLE#EVSE#B" } } } };
  dynamo
    .on(BatchWriteItemCommand)
    .resolvesOnce({ UnprocessedItems: { Fleet: [left] } })
    .resolves({});

  await deviceVariableStore("Fleet", noWait).record(aBinding(), [aVariable("A"), aVariable("B")]);

  expect(sortKeys()).toEqual([["VARIABLE#EVSE#A", "VARIABLE#EVSE#B"], ["VARIABLE#EVSE#B"]]);
});

it("gives up on a table that stays busy, after a growing wait between its attempts", async () => {
  const wait = vi.fn(noWait);
  const left = { PutRequest: { Item: { pk: { S: "demo-a#CP-1" }, sk: { S: "VARIABLE#EVSE#A" } } } };
  dynamo.on(BatchWriteItemCommand).resolves({ UnprocessedItems: { Fleet: [left] } });

  const recorded = deviceVariableStore("Fleet", wait).record(aBinding(), [aVariable("A")]);

  await expect(recorded).rejects.toThrow("could not be written");
  expect(wait).toHaveBeenCalledTimes(4);
});
