import { type StreamRecord, streamChange } from "#adapters/dynamodb/stream-change.ts";
import { eventPublisher } from "#adapters/eventbridge/event-publisher.ts";
import { environment } from "#functions/shared/environment.ts";
import { eventHandler } from "#functions/shared/event-handler.ts";
import { eventsOfChange } from "./events-of-change.ts";

const publish = eventPublisher(environment("EVENT_BUS"));

/** Woken by the Fleet, Charging and People streams: publishes what their changes mean. */
export const handler = eventHandler<StreamRecord>({
  async handle(records) {
    const changes = records.map(streamChange).map((change) => {
      return { sequenceNumber: change.sequenceNumber, events: eventsOfChange(change) };
    });
    const refused = new Set(await publish(changes.flatMap(({ events }) => events)));
    return changes
      .filter(({ events }) => events.some((event) => refused.has(event)))
      .map(({ sequenceNumber }) => sequenceNumber);
  },
});
