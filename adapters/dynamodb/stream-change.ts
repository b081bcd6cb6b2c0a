import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";

/** A record of a table's stream, as far as a function reads it. */
export interface StreamRecord {
  readonly eventID: string;
  readonly eventName: "INSERT" | "MODIFY" | "REMOVE";
  readonly eventSourceARN?: string;
  /** Present where the item's time had come. */
  readonly userIdentity?: { readonly principalId?: string };
  readonly dynamodb: {
    /** Seconds since 1970. */
    readonly ApproximateCreationDateTime?: number;
    readonly SequenceNumber: string;
    readonly Keys: Readonly<Record<string, unknown>>;
    readonly NewImage?: Readonly<Record<string, unknown>>;
    readonly OldImage?: Readonly<Record<string, unknown>>;
  };
}

/** One change of one item; `before` is absent for a new item, `after` for a removed one. */
export interface StreamChange {
  /** The same each time the record is delivered. */
  readonly changeId: string;
  /** What a partial failure names. */
  readonly sequenceNumber: string;
  readonly kind: StreamRecord["eventName"];
  readonly pk: string;
  readonly sk: string;
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
}

/** Reads a record of the stream. */
export function streamChange(record: StreamRecord): StreamChange {
  const { Keys, NewImage, OldImage, SequenceNumber } = record.dynamodb;
  const key = plain(Keys);
  return {
    changeId: record.eventID,
    sequenceNumber: SequenceNumber,
    kind: record.eventName,
    pk: String(key["pk"]),
    sk: String(key["sk"]),
    ...(OldImage && { before: plain(OldImage) }),
    ...(NewImage && { after: plain(NewImage) }),
  };
}

function plain(image: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return unmarshall(image as Record<string, AttributeValue>);
}
