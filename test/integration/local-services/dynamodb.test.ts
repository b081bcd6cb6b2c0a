import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import {
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from "@aws-sdk/client-dynamodb";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { dynoxideBinary } from "#local/dynamodb/binary.ts";
import { freePort } from "#local/dynamodb/free-port.ts";
import { readStream } from "#local/dynamodb/read-stream.ts";
import { readStreamApi } from "#local/dynamodb/read-stream-api.ts";
import { startDynamoDb } from "#local/dynamodb/start.ts";
import { sweepExpired } from "#local/dynamodb/sweep-expired.ts";
import { trimStreams } from "#local/dynamodb/trim-streams.ts";
import type { EndpointService, StreamRecord, TableDefinition } from "#local/services.ts";

const SESSIONS: TableDefinition = {
  tableName: "Sessions",
  AttributeDefinitions: [
    { AttributeName: "pk", AttributeType: "S" },
    { AttributeName: "sk", AttributeType: "S" },
    { AttributeName: "gsi1pk", AttributeType: "S" },
  ],
  KeySchema: [
    { AttributeName: "pk", KeyType: "HASH" },
    { AttributeName: "sk", KeyType: "RANGE" },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: "gsi1",
      KeySchema: [{ AttributeName: "gsi1pk", KeyType: "HASH" }],
      Projection: { ProjectionType: "KEYS_ONLY" },
    },
  ],
  streamViewType: "NEW_AND_OLD_IMAGES",
  ttlAttributeName: "ttl",
};

let dataDir: string;
let database: EndpointService;
let client: DynamoDBClient;

async function start(tables: readonly TableDefinition[] = [SESSIONS]): Promise<void> {
  database = await startDynamoDb({
    dataDir,
    tables,
    writeLog: () => undefined,
    onUnexpectedExit: () => undefined,
  });
  client = new DynamoDBClient({
    endpoint: database.endpoint,
    region: "eu-west-1",
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
  });
}

async function stop(): Promise<void> {
  client.destroy();
  await database.stop();
}

const put = (
  sk: string,
  more: Record<string, { S: string } | { N: string } | { B: Buffer }> = {},
) =>
  client.send(
    new PutItemCommand({
      TableName: "Sessions",
      Item: { pk: { S: "op" }, sk: { S: sk }, ...more },
    }),
  );

const remove = (sk: string) =>
  client.send(
    new DeleteItemCommand({ TableName: "Sessions", Key: { pk: { S: "op" }, sk: { S: sk } } }),
  );

async function take(
  count: number,
  where: { after?: string; from?: "TRIM_HORIZON" | "LATEST"; read?: typeof readStream } = {},
): Promise<StreamRecord[]> {
  const { from = "TRIM_HORIZON", read = readStream, after } = where;
  const stopping = new AbortController();
  const records: StreamRecord[] = [];
  const batches = read({
    endpoint: database.endpoint,
    tableName: "Sessions",
    from,
    ...(after !== undefined && { after }),
    limit: 100,
    signal: stopping.signal,
  });
  for await (const batch of batches) {
    records.push(...batch);
    if (records.length >= count) stopping.abort();
  }
  return records;
}

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "chargeward-dynamodb-"));
  await start();
});

afterEach(async () => {
  await stop();
  await rm(dataDir, { recursive: true });
});

describe("the local DynamoDB", () => {
  it("answers queries on the template's indexes", async () => {
    await put("a", { gsi1pk: { S: "active" } });
    await put("b");

    const { Items } = await client.send(
      new QueryCommand({
        TableName: "Sessions",
        IndexName: "gsi1",
        KeyConditionExpression: "gsi1pk = :active",
        ExpressionAttributeValues: { ":active": { S: "active" } },
      }),
    );

    expect(Items).toEqual([{ pk: { S: "op" }, sk: { S: "a" }, gsi1pk: { S: "active" } }]);
  });

  it("keeps its items through a restart, for the owner's eyes only", async () => {
    await put("a", { energyWh: { N: "42" } });

    await stop();
    await start();

    const { Item } = await client.send(
      new GetItemCommand({ TableName: "Sessions", Key: { pk: { S: "op" }, sk: { S: "a" } } }),
    );
    expect(Item?.["energyWh"]).toEqual({ N: "42" });
    expect((await stat(join(dataDir, "dynamodb.db"))).mode & 0o777).toBe(0o600);
  });

  it("gains an index that a newer template has", async () => {
    const { GlobalSecondaryIndexes, ...rest } = SESSIONS;
    const AttributeDefinitions = rest.AttributeDefinitions.slice(0, 2);
    await stop();
    await rm(dataDir, { recursive: true });
    await start([{ ...rest, AttributeDefinitions }]);
    await put("a", { gsi1pk: { S: "active" } });

    await stop();
    await start();

    const { Count } = await client.send(
      new QueryCommand({
        TableName: "Sessions",
        IndexName: GlobalSecondaryIndexes?.[0]?.IndexName,
        KeyConditionExpression: "gsi1pk = :active",
        ExpressionAttributeValues: { ":active": { S: "active" } },
      }),
    );
    expect(Count).toBe(1);
  });

  it("has the index that keeps streamed writes quick", () => {
    const file = new DatabaseSync(join(dataDir, "dynamodb.db"), { readOnly: true });

    const plan = file
      .prepare(
        "EXPLAIN QUERY PLAN SELECT MAX(CAST(sequence_number AS INTEGER)) FROM _stream_records WHERE table_name = ?",
      )
      .all("Sessions");

    file.close();
    expect(JSON.stringify(plan)).toContain("chargeward_stream");
  });

  it("ends a database that a killed platform left on the same file", async () => {
    const databaseFile = join(dataDir, "dynamodb.db");
    await stop();
    const port = String(await freePort());
    const leftover = spawn(dynoxideBinary(), ["--port", port, "--db-path", databaseFile], {
      stdio: "ignore",
    });
    const ended = once(leftover, "exit");
    await once(leftover, "spawn");
    await writeFile(join(dataDir, "dynamodb.pid"), String(leftover.pid));

    await start();

    await expect(ended).resolves.toBeDefined();
    expect(await readFile(join(dataDir, "dynamodb.pid"), "utf8")).not.toContain(
      String(leftover.pid),
    );
  });

  it("leaves a process alone that merely has the number of an old database", async () => {
    await stop();
    const stranger = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    await once(stranger, "spawn");
    await writeFile(join(dataDir, "dynamodb.pid"), String(stranger.pid));

    await start();

    expect(stranger.exitCode).toBeNull();
    expect(stranger.signalCode).toBeNull();
    stranger.kill();
    await once(stranger, "exit");
  });
});

describe("the stream of a local table", () => {
  it("gives each change once, in order, as Lambda would see it", async () => {
    await put("a", { note: { S: "first" }, seal: { B: Buffer.from("hi") } });
    await put("a", { note: { S: "second" } });
    await remove("a");

    const records = await take(3);

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
    await put("a", { note: { S: "same" } });
    await put("a", { note: { S: "same" } });
    await put("b");

    const records = await take(2);

    expect(records.map(({ dynamodb }) => dynamodb.Keys["sk"])).toEqual([{ S: "a" }, { S: "b" }]);
  });

  it("goes on behind a checkpoint, also after a restart", async () => {
    await put("a");
    await put("b");
    const [first] = await take(1);

    await stop();
    await start();
    await put("c");

    const records = await take(2, { after: first?.dynamodb.SequenceNumber ?? "" });
    expect(records.map(({ dynamodb }) => dynamodb.Keys["sk"])).toEqual([{ S: "b" }, { S: "c" }]);
  });

  it("tells a waiting reader of a change that comes later", async () => {
    await put("before");
    const later = take(1, { from: "LATEST" });

    await put("after");

    const [record] = await later;
    expect(record?.dynamodb.Keys["sk"]).toEqual({ S: "after" });
  });

  it("reads the same over HTTP, where the database is somebody else's", async () => {
    await put("a", { note: { S: "first" }, seal: { B: Buffer.from("hi") } });
    await put("b");

    const fromFile = await take(2);
    const fromApi = await take(2, { read: readStreamApi });

    expect(fromApi).toEqual(fromFile);
  });

  it("tells deletions by TTL from those of people", async () => {
    const now = Math.floor(Date.now() / 1000);
    await put("expired", { ttl: { N: String(now - 10) } });
    await put("living", { ttl: { N: String(now + 1000) } });

    const deleted = await sweepExpired(client, [SESSIONS], now, new AbortController().signal);
    await remove("living");

    const removals = (await take(4)).filter(({ eventName }) => eventName === "REMOVE");
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
    const file = new DatabaseSync(join(dataDir, "dynamodb.db"), { timeout: 5_000 });
    return trimStreams(file, positions, SOON, new AbortController().signal).finally(() =>
      file.close(),
    );
  }

  it("keeps the highest record, so that numbering goes on", async () => {
    for (const sk of ["a", "b", "c"]) await put(sk);

    const trimmed = await trim([]);
    await put("d");

    const records = await take(2);
    expect(trimmed).toBe(2);
    expect(records.map(({ dynamodb }) => dynamodb.SequenceNumber)).toEqual(["3", "4"]);
  });

  it("keeps what a consumer has not read yet", async () => {
    for (const sk of ["a", "b", "c"]) await put(sk);

    const trimmed = await trim([
      { tableName: "Sessions", after: 1 },
      { tableName: "Sessions", after: 3 },
    ]);

    const records = await take(2);
    expect(trimmed).toBe(1);
    expect(records.map(({ dynamodb }) => dynamodb.SequenceNumber)).toEqual(["2", "3"]);
  });
});
