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
import { handler } from "#functions/ocpp/transaction-event/handler.ts";
import { tokenRefOf } from "#functions/shared/privacy.ts";
import { aBinding, aCharger } from "#test/support/fleet.ts";
import { call, connected, refusal } from "#test/support/ocpp-call.ts";
import { aStart, aTariff, aToken } from "../../../domain/charging/builders.ts";

const dynamo = mockClient(DynamoDBClient);
const charger = aBinding({ version: "ocpp2.0.1", tariffId: "day" });
const charger16 = aBinding({ connectionId: "socket-16" });
const sessionId = sessionIdOf({ ...charger, transactionId: "TX-1" });
const meter = (value: number, timestamp: string) => [{ timestamp, sampledValue: [{ value }] }];
const STARTED = {
  eventType: "Started",
  timestamp: "2026-03-01T10:00:00Z",
  triggerReason: "Authorized",
  seqNo: 0,
  transactionInfo: { transactionId: "TX-1" },
  evse: { id: 2, connectorId: 1 },
  idToken: { idToken: "TAG-1", type: "ISO14443" },
  meterValue: meter(1000, "2026-03-01T10:00:00Z"),
};

beforeEach(async () => {
  dynamo.reset();
  connected(dynamo, charger, charger16);
  const tokenRef = await tokenRefOf("demo-a", "TAG-1");
  dynamo.on(BatchGetItemCommand).resolves({
    Responses: {
      Fleet: [toItem(aCharger({ tariffInForce: "day" }))],
      Charging: [
        toItem({ ...keys.token("demo-a", tokenRef), ...aToken({ tokenRef }) }),
        toItem({ ...keys.tariff("demo-a", "day"), ...aTariff() }),
      ],
    },
  });
  dynamo.on(TransactWriteItemsCommand).resolves({});
  dynamo.on(PutItemCommand).resolves({});
});

const calls = () => dynamo.calls().length;
const written = () => {
  const [write] = dynamo.commandCalls(TransactWriteItemsCommand);
  return unmarshall(write?.args[0].input.TransactItems?.[0]?.Put?.Item ?? {});
};

it("begins a session with the charger's own transaction id, in one read and one write", async () => {
  await call(
    handler,
    "TransactionEvent",
    { ...STARTED, eventType: "Updated", idToken: undefined },
    charger,
  );
  dynamo.resetHistory();

  const answer = await call(handler, "TransactionEvent", STARTED, charger);

  expect(answer).toEqual([3, "m-1", { idTokenInfo: { status: "Accepted" } }]);
  expect(calls()).toBe(2);
  expect(written()).toMatchObject({
    sessionId,
    transactionId: "TX-1",
    evseId: 2,
    connectorId: 1,
    meterStartWh: 1000,
    tokenRef: await tokenRefOf("demo-a", "TAG-1"),
  });
});

it("appends an update with one write", async () => {
  const { idToken: _none, ...updated } = {
    ...STARTED,
    eventType: "Updated",
    triggerReason: "MeterValuePeriodic",
    seqNo: 1,
    transactionInfo: { transactionId: "TX-1", chargingState: "Charging" },
  };

  const answer = await call(handler, "TransactionEvent", updated, charger);

  expect(answer).toEqual([3, "m-1", {}]);
  const [put] = dynamo.commandCalls(PutItemCommand);
  expect(unmarshall(put?.args[0].input.Item ?? {})).toMatchObject({
    pk: `demo-a#${sessionId}`,
    readings: [{ seqNo: 1, chargingState: "Charging" }, { energyRegisterWh: 1000 }],
  });
});

it("ends the session with energy and cost", async () => {
  const session = startedSession(aStart({ sessionId, transactionId: "TX-1", tariff: aTariff() }));
  dynamo
    .on(QueryCommand)
    .resolves({ Items: [toItem({ ...keys.session("demo-a", sessionId), ...session })] });
  const { idToken: _none, ...ended } = {
    ...STARTED,
    eventType: "Ended",
    triggerReason: "EVDeparted",
    seqNo: 2,
    timestamp: "2026-03-01T11:00:00Z",
    transactionInfo: { transactionId: "TX-1", stoppedReason: "EVDisconnected" },
    meterValue: meter(11_000, "2026-03-01T11:00:00Z"),
  };

  await call(handler, "TransactionEvent", ended, charger);

  expect(written()).toMatchObject({
    state: "ended",
    energyWh: 10_000,
    cost: { amountMinor: 500 },
    stopReason: "EVDisconnected",
  });
});

it("is not an action of 1.6", async () => {
  const answer = await call(handler, "TransactionEvent", STARTED, charger16);

  expect(answer).toEqual(refusal("NotImplemented"));
});
