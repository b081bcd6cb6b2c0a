import "#test/support/environment.ts";
import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, expect, it } from "vitest";
import { chargerStore } from "#adapters/dynamodb/charger-store.ts";
import { toItem } from "#adapters/dynamodb/client.ts";
import type { Charger } from "#domain/fleet/charger.ts";
import { aBinding, aCharger } from "#test/support/fleet.ts";

const dynamo = mockClient(DynamoDBClient);
const chargers = chargerStore("Fleet");
const at = "2026-03-01T10:00:00.000Z";
const connector = { status: "Available", reportedAt: at };

beforeEach(() => {
  dynamo.reset();
  dynamo.on(UpdateItemCommand).resolves({});
});

function refusedFor(stored?: Charger) {
  dynamo.on(UpdateItemCommand).rejects(
    new ConditionalCheckFailedException({
      message: "refused",
      $metadata: {},
      ...(stored && { Item: toItem(stored) }),
    }),
  );
}

it("writes to the caller's charger only, and only while the socket is its current one", async () => {
  await chargers.recordSeen(aBinding(), at);

  expect(dynamo.calls().map(({ args }) => args[0].input)).toEqual([
    {
      TableName: "Fleet",
      Key: { pk: { S: "demo-a#CP-1" }, sk: { S: "CHARGER" } },
      ConditionExpression: "#connection.connectionId = :connectionId AND epoch = :epoch",
      UpdateExpression: "SET lastSeenAt = :seenAt",
      ExpressionAttributeNames: { "#connection": "connection" },
      ExpressionAttributeValues: {
        ":connectionId": { S: "socket-7" },
        ":epoch": { N: "7" },
        ":seenAt": { S: at },
      },
    },
  ]);
});

it("refuses a socket that is no longer current", async () => {
  refusedFor();

  await expect(
    chargers.recordBoot(aBinding(), { bootedAt: at, vendor: "V", model: "M" }),
  ).rejects.toMatchObject({ code: "connection.not-current" });
});

it("refuses a connector of a socket that is no longer current", async () => {
  refusedFor(aCharger({ epoch: 8, connection: { ...current(), connectionId: "socket-8" } }));

  await expect(chargers.recordConnector(aBinding(), "1", connector)).rejects.toMatchObject({
    code: "connection.not-current",
  });
});

it("refuses more connectors than any charger has", async () => {
  refusedFor(aCharger({ epoch: 7, connection: current() }));

  await expect(chargers.recordConnector(aBinding(), "999", connector)).rejects.toMatchObject({
    code: "request.invalid",
  });
});

it("passes on every other failure", async () => {
  dynamo.on(UpdateItemCommand).rejects(new Error("throttled"));

  await expect(chargers.recordSeen(aBinding(), at)).rejects.toThrow("throttled");
});

function current() {
  return { connectionId: "socket-7", version: "ocpp1.6", connectedAt: at, sourceIp: "" } as const;
}
