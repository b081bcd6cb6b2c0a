import "#test/support/environment.ts";
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, expect, it } from "vitest";
import { eventPublisher } from "#adapters/eventbridge/event-publisher.ts";
import type { DomainEvent } from "#contracts/events/domain-event.ts";

const bus = mockClient(EventBridgeClient);
const publish = eventPublisher("Events");

function events(count: number): DomainEvent[] {
  return Array.from({ length: count }, (_, index) => ({
    type: "ChargerDisconnected",
    eventId: `change-${index}`,
    v: 1,
    operatorId: "demo-a",
    chargerId: "CP-1",
    siteId: "site-1",
    occurredAt: "2026-03-01T10:00:00.000Z",
  }));
}

beforeEach(() => {
  bus.reset();
  bus.on(PutEventsCommand).callsFake(({ Entries }) => ({
    Entries: Entries.map(() => ({ EventId: "taken" })),
  }));
});

it("publishes on the bus, at most ten events a call", async () => {
  const [first, ...others] = events(11);

  const refused = await publish([...(first ? [first] : []), ...others]);

  const calls = bus.commandCalls(PutEventsCommand).map(({ args }) => args[0].input.Entries);
  expect(refused).toEqual([]);
  expect(calls.map((entries) => entries?.length)).toEqual([10, 1]);
  expect(calls[0]?.[0]).toEqual({
    EventBusName: "Events",
    Source: "chargeward",
    DetailType: "ChargerDisconnected",
    Detail: JSON.stringify(first),
  });
});

it("gives back the events that the bus did not take", async () => {
  bus.on(PutEventsCommand).resolves({
    Entries: [{ EventId: "taken" }, { ErrorCode: "ThrottlingException" }, { EventId: "taken" }],
  });

  const refused = await publish(events(3));

  expect(refused).toEqual(events(3).slice(1, 2));
});

it("calls nobody when there is nothing to say", async () => {
  await publish([]);

  expect(bus.calls()).toEqual([]);
});
