import "#test/support/environment.ts";
import { BatchWriteItemCommand, DynamoDBClient, QueryCommand } from "@aws-sdk/client-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, expect, it } from "vitest";
import { handler } from "#functions/ocpp/notify-display-messages/handler.ts";
import { aBinding } from "#test/support/fleet.ts";
import { call, connected, refusal } from "#test/support/ocpp-call.ts";
import { writtenThings } from "#test/support/reported-things.ts";

const dynamo = mockClient(DynamoDBClient);
const charger16 = aBinding({ connectionId: "socket-16" });
const charger201 = aBinding({ connectionId: "socket-201", version: "ocpp2.0.1" });
const payload = {
  requestId: 12,
  messageInfo: [
    { id: 4, priority: "AlwaysFront", message: { format: "UTF8", content: "Out of order" } },
    { id: 5, priority: "InFront", message: { format: "UTF8", content: "Welcome" } },
  ],
};

beforeEach(() => {
  dynamo.reset();
  connected(dynamo, charger16, charger201);
  dynamo.on(BatchWriteItemCommand).resolves({});
  dynamo.on(QueryCommand).resolves({});
});

it("keeps each message that the charger shows", async () => {
  const answer = await call(handler, "NotifyDisplayMessages", payload, charger201);

  expect(answer).toEqual([3, "m-1", {}]);
  expect(await writtenThings(dynamo)).toMatchObject([
    { sk: "REPORTED#display-message#0000000004", requestId: 12, content: payload.messageInfo[0] },
    { sk: "REPORTED#display-message#0000000005", requestId: 12, content: payload.messageInfo[1] },
  ]);
});

it("is no action of 1.6", async () => {
  const answer = await call(handler, "NotifyDisplayMessages", payload, charger16);

  expect(answer).toEqual(refusal("NotImplemented"));
  expect(await writtenThings(dynamo)).toEqual([]);
});
