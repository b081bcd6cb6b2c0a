import * as z from "zod";

/** What every domain event carries; ids and facts, never a person's data. */
export const operatorEnvelope = {
  /** The same each time the event is delivered: consumers drop what they have seen. */
  eventId: z.string().min(1),
  /** The version of the event's shape; a change that breaks a reader gives a new one. */
  v: z.literal(1),
  operatorId: z.string().min(1),
  /** When it happened, ISO 8601 UTC. */
  occurredAt: z.iso.datetime(),
} as const;

/** What events about a charger carry. */
export const envelope = { ...operatorEnvelope, chargerId: z.string().min(1) } as const;
