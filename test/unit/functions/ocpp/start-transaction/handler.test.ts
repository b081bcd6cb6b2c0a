import "#test/support/environment.ts";
import {
  BatchGetItemCommand,
  DynamoDBClient,
  PutItemCommand,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, expect, it } from "vitest";
import { toItem } from "#adapters/dynamodb/client.ts";
import { keys } from "#adapters/dynamodb/keys.ts";
import { handler } from "#functions/ocpp/start-transaction/handler.ts";
import { sealerOf, tokenRefOf } from "#functions/shared/privacy.ts";
import { aBinding, aCharger } from "#test/support/fleet.ts";
import { call, connected, refusal } from "#test/support/ocpp-call.ts";
import { aTariff, aToken } from "../../../domain/charging/builders.ts";

const dynamo = mockClient(DynamoDBClient);
const charger = aBinding({ tariffId: "day" });
const REQUEST = {
  connectorId: 1,
  idTag: "TAG-1",
  meterStart: 1000,
  timestamp: "2026-03-01T11:00:00+01:00",
};

const IMPOSSIBLE = { ...REQUEST, timestamp: "222222017-01-01T00:00:00Z" };

beforeEach(async () => {
  dynamo.reset();
  connected(dynamo, charger);
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

const written = () =>
  (dynamo.commandCalls(TransactWriteItemsCommand)[0]?.args[0].input.TransactItems ?? []).map(
    ({ Put, Update, ConditionCheck }) => Put ?? Update ?? ConditionCheck,
  );

const session = () => {
  const put = written().find(
    (item) => item && "Item" in item && item.Item?.["sk"]?.S === "SESSION",
  );
  return put && "Item" in put ? unmarshall(put.Item ?? {}) : undefined;
};

it("answers with a transaction id after one read and one write", async () => {
  const answer = await call(handler, "StartTransaction", REQUEST, charger);

  expect(answer).toEqual([
    3,
    "m-1",
    { idTagInfo: { status: "Accepted" }, transactionId: expect.any(Number) },
  ]);
  expect(dynamo.commandCalls(BatchGetItemCommand)).toHaveLength(1);
  expect(dynamo.commandCalls(TransactWriteItemsCommand)).toHaveLength(1);
  expect(session()).toMatchObject({
    operatorId: "demo-a",
    chargerId: "CP-1",
    startedAt: "2026-03-01T10:00:00.000Z",
    meterStartWh: 1000,
    tariff: { tariffId: "day" },
    state: "active",
    gsi3pk: "demo-a",
  });
});

it("writes only if the socket is still the charger's current one", async () => {
  await call(handler, "StartTransaction", REQUEST, charger);

  expect(written()).toContainEqual({
    TableName: "Fleet",
    Key: { pk: { S: "demo-a#CP-1" }, sk: { S: "CHARGER" } },
    ConditionExpression: "epoch = :epoch",
    ExpressionAttributeValues: { ":epoch": { N: "7" } },
  });
});

it("refuses a socket that a newer one has replaced", async () => {
  const cancelled = Object.assign(new Error("cancelled"), {
    name: "TransactionCanceledException",
    CancellationReasons: [{ Code: "None" }, { Code: "ConditionalCheckFailed" }, { Code: "None" }],
  });
  dynamo.on(TransactWriteItemsCommand).rejects(cancelled);

  const answer = await call(handler, "StartTransaction", REQUEST, charger);

  expect(answer).toEqual(refusal("SecurityError"));
});

it("never refuses a start for its content: it is repaired, flagged and kept, sealed, with its card named by reference", async () => {
  const faulty = { connectorId: 1, idTag: "TAG-1", timestamp: "222222017-01-01T00:00:00Z" };

  const answer = await call(handler, "StartTransaction", faulty, charger);

  expect(answer).toMatchObject([3, "m-1", { idTagInfo: { status: "Accepted" } }]);
  expect(session()).toMatchObject({
    meterStartMissing: true,
    flags: ["content-repaired", "timestamp-implausible"],
  });
  const [put] = dynamo.commandCalls(PutItemCommand);
  const raw = unmarshall(put?.args[0].input.Item ?? {});
  const { pk = "", sk = "", payload = "" } = raw;
  const place = { table: "Charging", pk, sk, attribute: "payload" };
  const key = { subjectId: "operator", purpose: "raw-message" } as const;
  const kept = JSON.parse(await sealerOf({ operatorId: "demo-a" }).open(key, place, payload));
  expect(raw["action"]).toBe("StartTransaction");
  expect(kept).toEqual({ ...faulty, idTag: `token:${await tokenRefOf("demo-a", "TAG-1")}` });
});

it.each([
  ["the card's letters come in another case", REQUEST, { ...REQUEST, idTag: "tag-1" }],
  ["its timestamp cannot be true", IMPOSSIBLE, IMPOSSIBLE],
])("knows a start again when %s", async (_name, first, second) => {
  await call(handler, "StartTransaction", first, charger);
  await call(handler, "StartTransaction", second, charger);

  const [one, two] = dynamo
    .commandCalls(TransactWriteItemsCommand)
    .map(({ args }) => args[0].input.TransactItems ?? [])
    .map((items) => items.find(({ Put }) => Put?.Item?.["sk"]?.S?.startsWith("START#")));
  expect(two?.Put?.Item?.["sk"]).toBeDefined();
  expect(two?.Put?.Item?.["sk"]).toEqual(one?.Put?.Item?.["sk"]);
});

it("asks the charger to send again when the database does not answer, and says nothing of why", async () => {
  dynamo.on(TransactWriteItemsCommand).rejects(new Error("secret inner detail"));

  const answer = await call(handler, "StartTransaction", REQUEST, charger);

  expect(answer).toEqual(refusal("InternalError"));
  expect(JSON.stringify(answer)).not.toContain("secret inner detail");
});
