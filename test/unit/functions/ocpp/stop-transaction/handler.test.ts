import "#test/support/environment.ts";
import {
  BatchGetItemCommand,
  DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, expect, it } from "vitest";
import { toItem } from "#adapters/dynamodb/client.ts";
import { keys, sessionIdOf } from "#adapters/dynamodb/keys.ts";
import { startedSession } from "#domain/charging/start-session.ts";
import { handler } from "#functions/ocpp/stop-transaction/handler.ts";
import { aBinding } from "#test/support/fleet.ts";
import { call, connected } from "#test/support/ocpp-call.ts";
import { aStart, aTariff } from "../../../domain/charging/builders.ts";

const dynamo = mockClient(DynamoDBClient);
const charger = aBinding();
const thief = aBinding({ connectionId: "socket-8", chargerId: "CP-2" });
const sessionId = sessionIdOf({ ...charger, transactionId: 1234 });
const session = startedSession(aStart({ sessionId, tariff: aTariff() }));
const REQUEST = { transactionId: 1234, meterStop: 11_000, timestamp: "2026-03-01T11:00:00Z" };

beforeEach(() => {
  dynamo.reset();
  connected(dynamo, charger, thief);
  dynamo.on(QueryCommand).resolves({ Items: [] });
  dynamo
    .on(QueryCommand, { ExpressionAttributeValues: { ":pk": { S: `demo-a#${sessionId}` } } })
    .resolves({ Items: [toItem({ ...keys.session("demo-a", sessionId), ...session })] });
  dynamo.on(TransactWriteItemsCommand).resolves({});
  dynamo.on(PutItemCommand).resolves({});
  dynamo.on(BatchGetItemCommand).resolves({});
});

const ended = () => {
  const [write] = dynamo.commandCalls(TransactWriteItemsCommand);
  return unmarshall(write?.args[0].input.TransactItems?.[0]?.Put?.Item ?? {});
};

it("ends the session with energy and cost, in one read and one write", async () => {
  const answer = await call(handler, "StopTransaction", REQUEST, charger);

  expect(answer).toEqual([3, "m-1", {}]);
  expect(dynamo.commandCalls(QueryCommand)).toHaveLength(1);
  expect(dynamo.commandCalls(TransactWriteItemsCommand)).toHaveLength(1);
  expect(ended()).toMatchObject({ state: "ended", energyWh: 10_000, cost: { amountMinor: 500 } });
});

it("takes the ended session out of the index of active ones", async () => {
  await call(handler, "StopTransaction", REQUEST, charger);

  expect(ended()).not.toHaveProperty("gsi3pk");
});

it("lets no charger end another charger's transaction, though it knows its id", async () => {
  const given = { ...keys.transactionId("demo-a", 1234), sessionId };
  dynamo.on(BatchGetItemCommand).resolves({ Responses: { Charging: [toItem(given)] } });

  const answer = await call(handler, "StopTransaction", REQUEST, thief);

  expect(answer).toEqual([3, "m-1", {}]);
  expect(dynamo.commandCalls(TransactWriteItemsCommand)).toHaveLength(0);
  const [raw] = dynamo.commandCalls(PutItemCommand);
  expect(raw?.args[0].input.Item?.["pk"]).toEqual({ S: "demo-a#CP-2" });
});

it("ends a session whose stop lacks its register with what the last reading proves", async () => {
  const { meterStop: _missing, ...incomplete } = REQUEST;
  const transactionData = [
    { timestamp: "2026-03-01T10:59:00Z", sampledValue: [{ value: "9000" }] },
  ];

  await call(handler, "StopTransaction", { ...incomplete, transactionData }, charger);

  expect(ended()).toMatchObject({ energyWh: 8000, flags: ["content-repaired"] });
});
