import "#test/support/environment.ts";
import {
  BatchWriteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, describe, expect, it } from "vitest";
import { fromItem, toItem } from "#adapters/dynamodb/client.ts";
import { handler } from "#functions/ocpp/reservation-status-update/handler.ts";
import { aBinding } from "#test/support/fleet.ts";
import { call, connected, refusal } from "#test/support/ocpp-call.ts";
import { writtenThings } from "#test/support/reported-things.ts";

const dynamo = mockClient(DynamoDBClient);
const charger16 = aBinding({ connectionId: "socket-16" });
const charger201 = aBinding({ connectionId: "socket-201", version: "ocpp2.0.1" });
const payload = { reservationId: 33, reservationUpdateStatus: "Expired" };

beforeEach(() => {
  dynamo.reset();
  connected(dynamo, charger16, charger201);
  dynamo.on(BatchWriteItemCommand).resolves({});
  dynamo.on(QueryCommand).resolves({});
  dynamo.on(GetItemCommand, { TableName: "Charging" }).resolves({});
});

it("keeps how a reservation ended at the charger", async () => {
  const answer = await call(handler, "ReservationStatusUpdate", payload, charger201);

  expect(answer).toEqual([3, "m-1", {}]);
  expect(await writtenThings(dynamo)).toMatchObject([
    {
      sk: "REPORTED#reservation#0000000033",
      content: { reservationId: 33, status: "Expired" },
    },
  ]);
});

describe("a reservation that the charger says is over", () => {
  const held = {
    chargerId: charger201.chargerId,
    reservationId: 33,
    connectorId: 1,
    state: "held",
    expiresAt: "2030-01-01T00:00:00.000Z",
  };
  const stored = (reservation: object) =>
    dynamo
      .on(GetItemCommand, { TableName: "Charging" })
      .resolves({ Item: toItem({ ...reservation }) });

  it("ends", async () => {
    stored(held);
    dynamo.on(TransactWriteItemsCommand).resolves({});

    await call(handler, "ReservationStatusUpdate", payload, charger201);

    const [transaction] = dynamo.commandCalls(TransactWriteItemsCommand);
    const written = transaction?.args[0].input.TransactItems?.map(({ Put, Delete }) =>
      Put ? fromItem<object>(Put.Item ?? {}) : Delete?.Key?.["sk"]?.S,
    );
    expect(written).toEqual([expect.objectContaining({ state: "expired" }), "HOLD#1"]);
  });

  it("stays as it is where it is another charger's", async () => {
    stored({ ...held, chargerId: "CP-OTHER" });

    const answer = await call(handler, "ReservationStatusUpdate", payload, charger201);

    expect(answer).toEqual([3, "m-1", {}]);
    expect(dynamo.commandCalls(TransactWriteItemsCommand)).toEqual([]);
  });
});

it("is no action of 1.6", async () => {
  const answer = await call(handler, "ReservationStatusUpdate", payload, charger16);

  expect(answer).toEqual(refusal("NotImplemented"));
  expect(await writtenThings(dynamo)).toEqual([]);
});
