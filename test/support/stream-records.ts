import { toItem } from "#adapters/dynamodb/client.ts";
import type { StreamRecord } from "#adapters/dynamodb/stream-change.ts";

interface RecordedChange {
  readonly pk: string;
  readonly sk: string;
  readonly before?: object;
  readonly after?: object;
  readonly sequenceNumber?: string;
}

/** A record of a table's stream for the change of an item from `before` to `after`. */
export function aStreamRecord(change: RecordedChange): StreamRecord {
  const { pk, sk, before, after, sequenceNumber = "1" } = change;
  const changed = before ? "MODIFY" : "INSERT";
  return {
    eventID: `change-${sequenceNumber}`,
    eventName: after ? changed : "REMOVE",
    dynamodb: {
      SequenceNumber: sequenceNumber,
      Keys: toItem({ pk, sk }),
      ...(before && { OldImage: toItem({ pk, sk, ...before }) }),
      ...(after && { NewImage: toItem({ pk, sk, ...after }) }),
    },
  };
}
