import type { DomainEvent } from "#contracts/events/domain-event.ts";

type WithoutStamp<Event> = Event extends unknown ? Omit<Event, "eventId" | "v"> : never;

/** An event before it has its id. */
export type EventFacts = WithoutStamp<DomainEvent>;

/** Gives the events of one change their ids, the same each time the change is delivered. */
export function stamped(changeId: string, events: readonly EventFacts[]): DomainEvent[] {
  return events.map((event, index) => ({ ...event, eventId: `${changeId}-${index}`, v: 1 }));
}
