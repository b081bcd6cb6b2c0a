import "#test/support/environment.ts";
import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { handler } from "#functions/ocpp/data-transfer/handler.ts";
import { logger } from "#functions/shared/observability.ts";
import { aBinding } from "#test/support/fleet.ts";
import { call, connected } from "#test/support/ocpp-call.ts";

const dynamo = mockClient(DynamoDBClient);
const charger16 = aBinding({ connectionId: "socket-16" });
const charger201 = aBinding({ connectionId: "socket-201", version: "ocpp2.0.1" });

beforeEach(() => {
  dynamo.reset();
  connected(dynamo, charger16, charger201);
});
afterEach(() => vi.restoreAllMocks());

it.each([
  [charger16, { vendorId: "com.example", messageId: "m", data: "four" }, 4 + 2],
  [charger201, { vendorId: "com.example", messageId: "m", data: { driver: "x" } }, 14],
  [charger16, { vendorId: "com.example", messageId: "m" }, 0],
])("knows no vendor, and logs lengths instead of content", async (charger, payload, dataLength) => {
  const logged = vi.spyOn(logger, "info").mockReturnValue();

  const answer = await call(handler, "DataTransfer", payload, charger);

  expect(answer).toEqual([3, "m-1", { status: "UnknownVendorId" }]);
  expect(logged.mock.calls).toEqual([
    [
      "vendor message refused",
      {
        operatorId: "demo-a",
        chargerId: "CP-1",
        vendorId: "com.example",
        messageIdLength: 1,
        dataLength,
      },
    ],
  ]);
});

it("stores nothing", async () => {
  await call(handler, "DataTransfer", { vendorId: "com.example", data: "x" }, charger16);

  const reads = dynamo.commandCalls(GetItemCommand).length;
  expect(dynamo.calls()).toHaveLength(reads);
});
