import { describe, expect, it } from "vitest";
import {
  changedNothing,
  type StoredChange,
  toStreamRecord,
} from "#local/dynamodb/stream-record.ts";

const SETTINGS = { viewType: "NEW_AND_OLD_IMAGES", ttlAttributeName: "ttl" };

function change(more: Partial<StoredChange> = {}): StoredChange {
  return {
    tableName: "Fleet",
    sequenceNumber: "7",
    eventName: "REMOVE",
    createdAtSeconds: 1_000,
    keys: { pk: { S: "op" } },
    newImage: undefined,
    oldImage: { pk: { S: "op" }, ttl: { N: "900" } },
    ...more,
  };
}

describe("a stream record", () => {
  it("has the same id each time it is read, and another one than its neighbours", () => {
    const first = toStreamRecord(change(), SETTINGS);

    expect(toStreamRecord(change(), SETTINGS).eventID).toBe(first.eventID);
    expect(toStreamRecord(change({ sequenceNumber: "8" }), SETTINGS).eventID).not.toBe(
      first.eventID,
    );
    expect(toStreamRecord(change({ tableName: "Charging" }), SETTINGS).eventID).not.toBe(
      first.eventID,
    );
  });

  it("names DynamoDB as the one who removed an expired item", () => {
    const { userIdentity } = toStreamRecord(change(), SETTINGS);

    expect(userIdentity).toEqual({ type: "Service", principalId: "dynamodb.amazonaws.com" });
  });

  it.each([
    ["an item that had time left", change({ createdAtSeconds: 899 }), SETTINGS],
    ["an item without an end", change({ oldImage: { pk: { S: "op" } } }), SETTINGS],
    ["a change of an expired item", change({ eventName: "MODIFY" }), SETTINGS],
    ["a table without expiry", change(), { ...SETTINGS, ttlAttributeName: undefined }],
  ])("names nobody for %s", (_name, stored, settings) => {
    expect(toStreamRecord(stored, settings).userIdentity).toBeUndefined();
  });

  it("is none where a write changed nothing, whatever the order of the attributes", () => {
    const newImage = { a: { S: "x" }, b: { N: "1" } };
    const oldImage = { b: { N: "1" }, a: { S: "x" } };

    expect(changedNothing(change({ eventName: "MODIFY", newImage, oldImage }))).toBe(true);
    expect(changedNothing(change({ eventName: "INSERT", newImage }))).toBe(false);
    expect(
      changedNothing(change({ eventName: "MODIFY", newImage, oldImage: { a: { S: "x" } } })),
    ).toBe(false);
  });
});
