import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { AttributeValue, StreamRecord } from "../services.ts";

type Image = Readonly<Record<string, AttributeValue>>;

/** A change as the database keeps it; images are in DynamoDB's own JSON. */
export interface StoredChange {
  readonly tableName: string;
  readonly sequenceNumber: string;
  readonly eventName: string;
  readonly createdAtSeconds: number;
  readonly keys: Image;
  readonly newImage: Image | undefined;
  readonly oldImage: Image | undefined;
}

/** What a table's definition says about the records of its stream. */
export interface StreamSettings {
  readonly viewType: string;
  readonly ttlAttributeName: string | undefined;
}

const EXPIRY = { type: "Service", principalId: "dynamodb.amazonaws.com" } as const;

/** Dynoxide records a write that changed nothing; AWS does not. */
export function changedNothing({ eventName, newImage, oldImage }: StoredChange): boolean {
  return eventName === "MODIFY" && newImage !== undefined && isDeepStrictEqual(newImage, oldImage);
}

/** An item that is deleted after its time was deleted by TTL, as far as anyone can tell from the stream. */
function isExpiry(change: StoredChange, { ttlAttributeName }: StreamSettings): boolean {
  if (change.eventName !== "REMOVE" || ttlAttributeName === undefined) return false;
  const expiresAtSeconds = Number(change.oldImage?.[ttlAttributeName]?.["N"]);
  return expiresAtSeconds <= change.createdAtSeconds;
}

function eventNameOf(name: string): StreamRecord["eventName"] {
  if (name === "INSERT" || name === "MODIFY" || name === "REMOVE") return name;
  throw new Error(`A stream record says ${name}.`);
}

function sizeOf(...images: readonly (Image | undefined)[]): number {
  return images.reduce((bytes, image) => bytes + Buffer.byteLength(JSON.stringify(image ?? "")), 0);
}

/** Gives a change the shape in which Lambda receives it. */
export function toStreamRecord(change: StoredChange, settings: StreamSettings): StreamRecord {
  const { keys, newImage, oldImage, tableName, sequenceNumber } = change;
  return {
    // The same change has the same id on each delivery, as consumers that remember ids expect.
    eventID: createHash("sha256")
      .update(`${tableName}\n${sequenceNumber}`)
      .digest("hex")
      .slice(0, 32),
    eventName: eventNameOf(change.eventName),
    eventVersion: "1.1",
    eventSource: "aws:dynamodb",
    ...(isExpiry(change, settings) && { userIdentity: EXPIRY }),
    dynamodb: {
      ApproximateCreationDateTime: change.createdAtSeconds,
      Keys: keys,
      ...(newImage && { NewImage: newImage }),
      ...(oldImage && { OldImage: oldImage }),
      SequenceNumber: sequenceNumber,
      SizeBytes: sizeOf(keys, newImage, oldImage),
      StreamViewType: settings.viewType,
    },
  };
}
