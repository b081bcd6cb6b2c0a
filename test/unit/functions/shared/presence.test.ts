import "#test/support/environment.ts";
import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, expect, it } from "vitest";
import { notePresence } from "#functions/shared/presence.ts";
import { aBinding } from "#test/support/fleet.ts";

const dynamo = mockClient(DynamoDBClient);
const at = (time: string) => `2026-03-01T${time}.000Z`;
const noted = () => dynamo.commandCalls(UpdateItemCommand).length;

beforeEach(() => {
  dynamo.reset();
  dynamo.on(UpdateItemCommand).resolves({});
});

it("notes a charger that only sends readings once in a quarter of an hour, from a quarter after its handshake on", async () => {
  const caller = aBinding({ connectionId: "reads-only", connectedAt: at("10:00:00") });
  const counts: number[] = [];

  for (const time of ["10:00:01", "10:14:59", "10:15:00", "10:29:00", "10:30:00"]) {
    await notePresence({ caller, receivedAt: at(time) });
    counts.push(noted());
  }

  expect(counts).toEqual([0, 0, 1, 1, 2]);
});

it.each([
  ["is replaced", new ConditionalCheckFailedException({ message: "no", $metadata: {} })],
  ["cannot be written to", new Error("the table is gone")],
])("is never the fault of a message when the charger %s", async (_, error) => {
  dynamo.on(UpdateItemCommand).rejects(error);
  const caller = aBinding({ connectionId: `fails ${error.name}` });

  await expect(notePresence({ caller, receivedAt: at("12:00:00") })).resolves.toBeUndefined();
});
