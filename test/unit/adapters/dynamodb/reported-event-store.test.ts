import "#test/support/environment.ts";
import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, expect, it } from "vitest";
import { reportedEventStore } from "#adapters/dynamodb/reported-event-store.ts";
import { plainSealerOf } from "#test/support/plain-sealer.ts";

const dynamo = mockClient(DynamoDBClient);
const PORTS = {
  sealerOf: plainSealerOf,
  fingerprintOf: async (_: string, text: string) => `print of ${text.length} ${text.at(-1)}`,
};
const anEvent = {
  operatorId: "demo-a",
  chargerId: "CP-1",
  type: "InvalidFirmwareSignature",
  occurredAt: "2026-03-01T10:00:00.000Z",
  timestamp: "2026-03-01T11:00:00+01:00",
  receivedAt: "2026-03-02T00:00:00.000Z",
};

beforeEach(() => {
  dynamo.reset();
  dynamo.on(PutItemCommand).resolves({});
});

const items = () =>
  dynamo.commandCalls(PutItemCommand).map(({ args }) => unmarshall(args[0].input.Item ?? {}));

it("keeps an event below its charger, in the order of time, for 400 days", async () => {
  await reportedEventStore("Security", PORTS).append(anEvent);

  expect(items()).toEqual([
    {
      ...anEvent,
      pk: "demo-a#CP-1",
      sk: expect.stringMatching(/^EVENT#2026-03-01T10:00:00\.000Z#[a-z2-7]{26}$/),
      ttl: Date.parse("2026-03-02T00:00:00.000Z") / 1000 + 400 * 86_400,
    },
  ]);
});

it("keeps an event that is sent again in the place of the first", async () => {
  const store = reportedEventStore("Security", PORTS);

  await store.append(anEvent);
  await store.append({ ...anEvent, receivedAt: "2026-03-02T00:10:00.000Z" });

  const [first, second] = items();
  expect(second?.["sk"]).toBe(first?.["sk"]);
});

it("keeps two events of the same second apart", async () => {
  const store = reportedEventStore("Security", PORTS);

  await store.append({ ...anEvent, techInfo: "bay 1" });
  await store.append({ ...anEvent, techInfo: "bay 2" });

  const [first, second] = items();
  expect(second?.["sk"]).not.toBe(first?.["sk"]);
});
