import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import type { DomainEvent } from "#contracts/events/domain-event.ts";
import { EVENT_SOURCE } from "#contracts/events/event-source.ts";

/** EventBridge's limit of a call; a batch of our events stays far below its limit of bytes. */
const BATCH = 10;

const eventBridge = new EventBridgeClient({});

/** Gives the events that the bus did not take. */
export type PublishEvents = (events: readonly DomainEvent[]) => Promise<readonly DomainEvent[]>;

/** Publishes domain events on a bus, in order. */
export function eventPublisher(busName: string): PublishEvents {
  return async (events) => {
    const refused: DomainEvent[] = [];
    for (let first = 0; first < events.length; first += BATCH) {
      const batch = events.slice(first, first + BATCH);
      const { Entries = [] } = await eventBridge.send(
        new PutEventsCommand({
          Entries: batch.map((event) => ({
            EventBusName: busName,
            Source: EVENT_SOURCE,
            DetailType: event.type,
            Detail: JSON.stringify(event),
          })),
        }),
      );
      refused.push(...batch.filter((_, index) => Entries[index]?.EventId === undefined));
    }
    return refused;
  };
}
