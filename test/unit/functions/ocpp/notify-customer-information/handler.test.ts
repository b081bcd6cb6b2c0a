import "#test/support/environment.ts";
import { BatchWriteItemCommand, DynamoDBClient, QueryCommand } from "@aws-sdk/client-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, expect, it } from "vitest";
import { handler } from "#functions/ocpp/notify-customer-information/handler.ts";
import { aBinding } from "#test/support/fleet.ts";
import { call, connected, refusal } from "#test/support/ocpp-call.ts";
import { writtenThings } from "#test/support/reported-things.ts";

const dynamo = mockClient(DynamoDBClient);
const charger16 = aBinding({ connectionId: "socket-16" });
const charger201 = aBinding({ connectionId: "socket-201", version: "ocpp2.0.1" });
const payload = {
  data: "planted-name",
  seqNo: 3,
  generatedAt: "2026-03-01T10:00:00Z",
  requestId: 12,
  tbc: true,
};

beforeEach(() => {
  dynamo.reset();
  connected(dynamo, charger16, charger201);
  dynamo.on(BatchWriteItemCommand).resolves({});
  dynamo.on(QueryCommand).resolves({});
});

it("keeps each part of what a charger holds of a customer, sealed, for a month", async () => {
  const answer = await call(handler, "NotifyCustomerInformation", payload, charger201);

  expect(answer).toEqual([3, "m-1", {}]);
  expect(await writtenThings(dynamo)).toMatchObject([
    {
      sk: "REPORTED#customer-information#0000000012.0000000003",
      requestId: 12,
      content: { data: "planted-name" },
    },
  ]);
});

it("is no action of 1.6", async () => {
  const answer = await call(handler, "NotifyCustomerInformation", payload, charger16);

  expect(answer).toEqual(refusal("NotImplemented"));
  expect(await writtenThings(dynamo)).toEqual([]);
});

it("leaves nothing of it in clear", async () => {
  await call(handler, "NotifyCustomerInformation", payload, charger201);

  const [written] = dynamo.commandCalls(BatchWriteItemCommand).map(({ args }) => args[0].input);
  expect(JSON.stringify(written)).toContain("REPORTED#customer-information");
  expect(JSON.stringify(written)).not.toContain("planted-name");
});
