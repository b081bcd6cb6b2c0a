import type { StreamChange } from "#adapters/dynamodb/stream-change.ts";
import type { DomainEvent } from "#contracts/events/domain-event.ts";
import type { Session } from "#domain/charging/session.ts";
import type { Charger } from "#domain/fleet/charger.ts";
import { chargerEvents } from "./charger-events.ts";
import { commandEvents, type StoredCommand } from "./command-events.ts";
import { type EventFacts, stamped } from "./event-stamp.ts";
import { sessionEvents } from "./session-events.ts";

/** The domain events that a change of the Fleet or the Charging table means; removals mean none. Throws for an item that is disguised. */
export function eventsOfChange(change: StreamChange): DomainEvent[] {
  const facts = factsOf(change);
  // Whose an item is its key says; one that says otherwise must not speak in another operator's name.
  const [owner] = change.pk.split("#");
  if (facts.some(({ operatorId }) => operatorId !== owner)) {
    throw new Error("an item names another operator than its key");
  }
  return stamped(change.changeId, facts);
}

function factsOf({ sk, before, after }: StreamChange): EventFacts[] {
  if (!after) return [];
  if (sk === "CHARGER") return chargerEvents(as<Charger>(before), as<Charger>(after));
  if (sk === "SESSION") return sessionEvents(as<Session>(before), as<Session>(after));
  if (sk.startsWith("COMMAND#")) {
    return commandEvents(as<StoredCommand>(before), as<StoredCommand>(after));
  }
  return [];
}

/** The shape that the platform itself wrote under that key. */
function as<T>(image: Readonly<Record<string, unknown>>): T;
function as<T>(image: Readonly<Record<string, unknown>> | undefined): T | undefined;
function as<T>(image: Readonly<Record<string, unknown>> | undefined): T | undefined {
  return image as T | undefined;
}
