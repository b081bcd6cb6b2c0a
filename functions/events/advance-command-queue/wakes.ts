import {
  type StreamChange,
  type StreamRecord,
  streamChange,
} from "#adapters/dynamodb/stream-change.ts";
import type { Wake } from "#domain/commands/command-queue.ts";
import type { Charger } from "#domain/fleet/charger.ts";

/** A message of the timer queue. */
export interface TimerRecord {
  readonly messageId: string;
  readonly body: string;
}

/** A wake, and the identifier of the record that brought it. */
export interface DeliveredWake {
  readonly recordId: string;
  /** Undefined where the record is no reason to look at a queue. */
  readonly wake: Wake | undefined;
}

/** Reads a record of the Fleet stream or of the timer queue; throws for a timer that we did not write. */
export function wakeOfRecord(record: StreamRecord | TimerRecord): DeliveredWake {
  if ("dynamodb" in record) {
    const change = streamChange(record);
    return { recordId: change.sequenceNumber, wake: wakeOfChange(change) };
  }
  return { recordId: record.messageId, wake: wakeOfTimer(JSON.parse(record.body)) };
}

/** By hand, because zod would double the size of the bundle for one message of our own. */
function wakeOfTimer(body: Partial<Record<keyof Wake, unknown>> | null): Wake {
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

/** A command came, a command went, or the charger came back. */
function wakeOfChange({ kind, pk, sk, before, after }: StreamChange): Wake | undefined {
  const [operatorId = "", chargerId = ""] = pk.split("#");
  const address = { operatorId, chargerId };
  if (sk.startsWith("PENDING#")) {
    if (kind === "INSERT") return { ...address, commandId: sk.slice("PENDING#".length) };
    return kind === "REMOVE" ? address : undefined;
  }
  if (sk !== "CHARGER") return undefined;
  const connectionId = connectionIdOf(after);
  return connectionId !== undefined && connectionId !== connectionIdOf(before)
    ? address
    : undefined;
}

function connectionIdOf(image: StreamChange["after"]): string | undefined {
  return (image as Partial<Charger> | undefined)?.connection?.connectionId;
}
