import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DeleteItemCommand, DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { readStream } from "#local/dynamodb/read-stream.ts";
import { startDynamoDb } from "#local/dynamodb/start.ts";
import type { EndpointService, StreamRecord, TableDefinition } from "#local/services.ts";

export const SESSIONS: TableDefinition = {
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

type Attributes = Record<string, { S: string } | { N: string } | { B: Buffer }>;

/** A local database with the table `Sessions` in a data dir of its own. */
export interface DatabaseTrial {
  readonly dataDir: string;
  readonly database: () => EndpointService;
  readonly client: () => DynamoDBClient;
  readonly start: (tables?: readonly TableDefinition[]) => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly put: (sk: string, more?: Attributes) => Promise<unknown>;
  readonly remove: (sk: string) => Promise<unknown>;
  /** The first so many records of the table's stream. */
  readonly take: (
    count: number,
    where?: { after?: string; from?: "TRIM_HORIZON" | "LATEST"; read?: typeof readStream },
  ) => Promise<StreamRecord[]>;
  readonly end: () => Promise<void>;
}

export async function startDatabaseTrial(): Promise<DatabaseTrial> {
  const dataDir = await mkdtemp(join(tmpdir(), "chargeward-dynamodb-"));
  let database: EndpointService;
  let client: DynamoDBClient;

  const start: DatabaseTrial["start"] = async (tables = [SESSIONS]) => {
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
  };
  const stop = async () => {
    client.destroy();
    await database.stop();
  };
  await start();

  return {
    dataDir,
    database: () => database,
    client: () => client,
    start,
    stop,
    put: (sk, more = {}) =>
      client.send(
        new PutItemCommand({
          TableName: "Sessions",
          Item: { pk: { S: "op" }, sk: { S: sk }, ...more },
        }),
      ),
    remove: (sk) =>
      client.send(
        new DeleteItemCommand({ TableName: "Sessions", Key: { pk: { S: "op" }, sk: { S: sk } } }),
      ),
    take: async (count, { from = "TRIM_HORIZON", read = readStream, after } = {}) => {
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
    },
    end: async () => {
      await stop();
      await rm(dataDir, { recursive: true });
    },
  };
}
