import { z } from "zod";
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

const timerBody = z.object({
  operatorId: z.string().min(1),
  chargerId: z.string().min(1),
  commandId: z.string().optional(),
  sentAt: z.string().optional(),
});

/** Reads a record of the Fleet stream or of the timer queue; throws for a timer that we did not write. */
export function wakeOfRecord(record: StreamRecord | TimerRecord): DeliveredWake {
  if ("dynamodb" in record) {
    const change = streamChange(record);
    return { recordId: change.sequenceNumber, wake: wakeOfChange(change) };
  }
  const { commandId, sentAt, ...address } = timerBody.parse(JSON.parse(record.body));
  return {
    recordId: record.messageId,
    wake: {
      ...address,
      ...(commandId !== undefined && { commandId }),
      ...(sentAt !== undefined && { sentAt }),
    },
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
