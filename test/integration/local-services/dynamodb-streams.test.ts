import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readStreamApi } from "#local/dynamodb/read-stream-api.ts";
import { sweepExpired } from "#local/dynamodb/sweep-expired.ts";
import { trimStreams } from "#local/dynamodb/trim-streams.ts";
import { type DatabaseTrial, SESSIONS, startDatabaseTrial } from "./database-trial.ts";

let trial: DatabaseTrial;

beforeEach(async () => {
  trial = await startDatabaseTrial();
});

afterEach(() => trial.end());

describe("the stream of a local table", () => {
  it("gives each change once, in order, as Lambda would see it", async () => {
    await trial.put("a", { note: { S: "first" }, seal: { B: Buffer.from("hi") } });
    await trial.put("a", { note: { S: "second" } });
    await trial.remove("a");

    const records = await trial.take(3);

    expect(records.map(({ eventName }) => eventName)).toEqual(["INSERT", "MODIFY", "REMOVE"]);
    expect(records[0]).toMatchObject({
      eventSource: "aws:dynamodb",
      eventVersion: "1.1",
      dynamodb: {
        Keys: { pk: { S: "op" }, sk: { S: "a" } },
        NewImage: { note: { S: "first" }, seal: { B: "aGk=" } },
        SequenceNumber: "1",
        StreamViewType: "NEW_AND_OLD_IMAGES",
      },
    });
    expect(records[1]?.dynamodb.OldImage?.["note"]).toEqual({ S: "first" });
    expect(records[2]?.userIdentity).toBeUndefined();
  });

  it("leaves out a write that changed nothing", async () => {
    await trial.put("a", { note: { S: "same" } });
    await trial.put("a", { note: { S: "same" } });
    await trial.put("b");

    const records = await trial.take(2);

    expect(records.map(({ dynamodb }) => dynamodb.Keys["sk"])).toEqual([{ S: "a" }, { S: "b" }]);
  });

  it("goes on behind a checkpoint, also after a restart", async () => {
    await trial.put("a");
    await trial.put("b");
    const [first] = await trial.take(1);

    await trial.stop();
    await trial.start();
    await trial.put("c");

    const records = await trial.take(2, { after: first?.dynamodb.SequenceNumber ?? "" });
    expect(records.map(({ dynamodb }) => dynamodb.Keys["sk"])).toEqual([{ S: "b" }, { S: "c" }]);
  });

  it("tells a waiting reader of a change that comes later", async () => {
    await trial.put("before");
    const later = trial.take(1, { from: "LATEST" });

    await trial.put("after");

    const [record] = await later;
    expect(record?.dynamodb.Keys["sk"]).toEqual({ S: "after" });
  });

  it("reads the same over HTTP, where the database is somebody else's", async () => {
    await trial.put("a", { note: { S: "first" }, seal: { B: Buffer.from("hi") } });
    await trial.put("b");

    const fromFile = await trial.take(2);
    const fromApi = await trial.take(2, { read: readStreamApi });

    expect(fromApi).toEqual(fromFile);
  });

  it("tells deletions by TTL from those of people", async () => {
    const now = Math.floor(Date.now() / 1000);
    await trial.put("expired", { ttl: { N: String(now - 10) } });
    await trial.put("living", { ttl: { N: String(now + 1000) } });

    const deleted = await sweepExpired(
      trial.client(),
      [SESSIONS],
      now,
      new AbortController().signal,
    );
    await trial.remove("living");

    const removals = (await trial.take(4)).filter(({ eventName }) => eventName === "REMOVE");
    expect(deleted).toBe(1);
    expect(removals.map(({ userIdentity }) => userIdentity?.principalId)).toEqual([
      "dynamodb.amazonaws.com",
      undefined,
    ]);
  });
});

describe("trimming the streams", () => {
  const SOON = Math.floor(Date.now() / 1000) + 7_200;

  function trim(positions: { tableName: string; after: number }[]): Promise<number> {
    const file = new DatabaseSync(join(trial.dataDir, "dynamodb.db"), { timeout: 5_000 });
    return trimStreams(file, positions, SOON, new AbortController().signal).finally(() =>
      file.close(),
    );
  }

  it("keeps the highest record, so that numbering goes on", async () => {
    for (const sk of ["a", "b", "c"]) await trial.put(sk);

    const trimmed = await trim([]);
    await trial.put("d");

    const records = await trial.take(2);
    expect(trimmed).toBe(2);
    expect(records.map(({ dynamodb }) => dynamodb.SequenceNumber)).toEqual(["3", "4"]);
  });

  it("keeps what a consumer has not read yet", async () => {
    for (const sk of ["a", "b", "c"]) await trial.put(sk);

    const trimmed = await trim([
      { tableName: "Sessions", after: 1 },
      { tableName: "Sessions", after: 3 },
    ]);

    const records = await trial.take(2);
    expect(trimmed).toBe(1);
    expect(records.map(({ dynamodb }) => dynamodb.SequenceNumber)).toEqual(["2", "3"]);
  });
});
