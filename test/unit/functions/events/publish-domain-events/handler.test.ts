import "#test/support/environment.ts";
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, expect, it } from "vitest";
import { handler } from "#functions/events/publish-domain-events/handler.ts";
import { aCommand } from "#test/support/commands.ts";
import { aCharger } from "#test/support/fleet.ts";
import { aContext } from "#test/support/lambda-context.ts";
import { aStreamRecord } from "#test/support/stream-records.ts";

const bus = mockClient(EventBridgeClient);
const pk = "demo-a#CP-1";
const after = { ...aCommand({ state: "timed-out", finishedAt: "2026-03-01T10:00:30.000Z" }) };
const seen = aStreamRecord({ pk, sk: "CHARGER", before: aCharger(), after: aCharger() });
const finished = (sequenceNumber: string) =>
  aStreamRecord({ pk, sk: `COMMAND#${sequenceNumber}`, after, sequenceNumber });

beforeEach(() => {
  bus.reset();
  bus
    .on(PutEventsCommand)
    .resolves({ Entries: [{ EventId: "taken" }, { ErrorCode: "Throttled" }] });
});

it("publishes nothing, and calls nobody, when chargers were only seen", async () => {
  const result = await handler({ Records: [seen] }, aContext());

  expect(result).toEqual({ batchItemFailures: [] });
  expect(bus.calls()).toEqual([]);
});

it("asks for those records again whose events the bus did not take", async () => {
  const result = await handler({ Records: [finished("8"), seen, finished("9")] }, aContext());

  expect(result).toEqual({ batchItemFailures: [{ itemIdentifier: "9" }] });
});

it("gives a record's events the same ids when it comes again", async () => {
  await handler({ Records: [finished("8")] }, aContext());
  await handler({ Records: [finished("8")] }, aContext());

  const [first, second] = bus
    .commandCalls(PutEventsCommand)
    .map(({ args }) => args[0].input.Entries?.[0]?.Detail);
  expect(JSON.parse(first ?? "").eventId).toBe("change-8-0");
  expect(second).toBe(first);
});

it("brings the whole batch back when the bus cannot be reached", async () => {
  bus.on(PutEventsCommand).rejects(new Error("no answer"));

  await expect(handler({ Records: [finished("8")] }, aContext())).rejects.toThrow("no answer");
});
