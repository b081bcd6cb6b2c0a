import type { DomainEvent } from "#contracts/events/domain-event.ts";
import type { Wake } from "#domain/commands/command-queue.ts";

/** A message of the timer queue. */
export interface TimerRecord {
  readonly messageId: string;
  readonly body: string;
}

/** A wake, and the identifier of the record that brought it. */
export interface DeliveredWake {
  readonly recordId: string;
  readonly wake: Wake;
}

/** Reads a message of the timer queue; throws for one that we did not write. */
export function wakeOfTimer({ messageId, body }: TimerRecord): DeliveredWake {
  return { recordId: messageId, wake: readWake(JSON.parse(body)) };
}

/** A command came, a command went, or the charger came back; undefined for events that are no reason to look. */
export function wakeOfEvent(event: DomainEvent): Wake | undefined {
  const { type, operatorId } = event;
  if (type === "CommandCreated") {
    return { operatorId, chargerId: event.chargerId, commandId: event.commandId };
  }
  const isReason = type === "CommandFinished" || type === "ChargerConnected";
  return isReason ? { operatorId, chargerId: event.chargerId } : undefined;
}

/** By hand, because zod would double the size of the bundle for one message of our own. */
function readWake(body: Partial<Record<keyof Wake, unknown>> | null): Wake {
  const { operatorId, chargerId, commandId, sentAt } = body ?? {};
  if (typeof operatorId !== "string" || typeof chargerId !== "string") {
    throw new TypeError("the timer names no charger");
  }
  return {
    operatorId,
    chargerId,
    ...(typeof commandId === "string" && { commandId }),
    ...(typeof sentAt === "string" && { sentAt }),
  };
}
