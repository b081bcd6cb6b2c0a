import { setTimeout as pause } from "node:timers/promises";
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
  type _Record as SdkRecord,
  type Shard,
  type StreamDescription,
} from "@aws-sdk/client-dynamodb-streams";
import type { ReadStreamOptions, StreamRecord } from "../services.ts";
import { changedNothing, type StoredChange, toStreamRecord } from "./stream-record.ts";
import { wireImage } from "./wire-attribute.ts";

const IDLE_PAUSE_MS = 200;
const FAILURE_PAUSE_MS = 1_000;

async function describeStream(
  client: DynamoDBStreamsClient,
  tableName: string,
): Promise<StreamDescription> {
  const { Streams = [] } = await client.send(new ListStreamsCommand({ TableName: tableName }));
  const StreamArn = Streams.at(-1)?.StreamArn;
  if (StreamArn === undefined) throw new Error(`The table ${tableName} has no stream.`);
  const { StreamDescription } = await client.send(new DescribeStreamCommand({ StreamArn }));
  return StreamDescription ?? { StreamArn };
}

/** The shard in which a sequence number lies, or the first one. An open shard's end is not reliable, so only beginnings count. */
function shardOf(shards: readonly Shard[], after: string | undefined): Shard | undefined {
  if (after === undefined) return shards[0];
  const begun = shards.filter(
    ({ SequenceNumberRange: range }) => BigInt(range?.StartingSequenceNumber ?? 0) <= BigInt(after),
  );
  return begun.at(-1) ?? shards[0];
}

function toChange(tableName: string, { eventName, dynamodb = {} }: SdkRecord): StoredChange {
  const { ApproximateCreationDateTime: createdAt, Keys, NewImage, OldImage } = dynamodb;
  return {
    tableName,
    sequenceNumber: dynamodb.SequenceNumber ?? "",
    eventName: eventName ?? "",
    createdAtSeconds: Math.floor((createdAt?.getTime() ?? 0) / 1000),
    keys: wireImage(Keys ?? {}),
    newImage: NewImage && wireImage(NewImage),
    oldImage: OldImage && wireImage(OldImage),
  };
}

async function iteratorAt(
  client: DynamoDBStreamsClient,
  options: ReadStreamOptions,
  after: string | undefined,
  finished: string | undefined,
): Promise<{ iterator: string | undefined; shardId: string | undefined; viewType: string }> {
  const stream = await describeStream(client, options.tableName);
  const shards = stream.Shards ?? [];
  const next = shards[shards.findIndex(({ ShardId }) => ShardId === finished) + 1];
  const isLatest = after === undefined && finished === undefined && options.from === "LATEST";
  const shard = finished ? next : isLatest ? shards.at(-1) : shardOf(shards, after);
  const viewType = stream.StreamViewType ?? "";
  if (shard === undefined) return { iterator: undefined, shardId: finished, viewType };
  const place =
    after !== undefined && finished === undefined
      ? { ShardIteratorType: "AFTER_SEQUENCE_NUMBER" as const, SequenceNumber: after }
      : { ShardIteratorType: isLatest ? ("LATEST" as const) : ("TRIM_HORIZON" as const) };
  const { ShardIterator } = await client.send(
    new GetShardIteratorCommand({ StreamArn: stream.StreamArn, ShardId: shard.ShardId, ...place }),
  );
  return { iterator: ShardIterator, shardId: shard.ShardId, viewType };
}

/** Reads a table's stream over HTTP, for a database that somebody else runs (DynamoDB Local). */
export async function* readStreamApi(
  options: ReadStreamOptions,
): AsyncGenerator<readonly StreamRecord[], void, void> {
  const { endpoint, tableName, limit, signal } = options;
  const client = new DynamoDBStreamsClient({
    endpoint,
    region: process.env["AWS_REGION"] ?? "eu-west-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  let after = options.after;
  let place: Awaited<ReturnType<typeof iteratorAt>> | undefined;
  let finished: string | undefined;

  async function nextBatch(): Promise<readonly StreamRecord[]> {
    place ??= await iteratorAt(client, options, after, finished);
    if (place.iterator === undefined) {
      place = undefined;
      return [];
    }
    const { Records = [], NextShardIterator } = await client.send(
      new GetRecordsCommand({ ShardIterator: place.iterator, Limit: limit }),
    );
    const settings = { viewType: place.viewType, ttlAttributeName: undefined };
    if (NextShardIterator === undefined) {
      finished = place.shardId;
      place = undefined;
    } else {
      place = { ...place, iterator: NextShardIterator };
    }
    after = Records.at(-1)?.dynamodb?.SequenceNumber ?? after;
    return Records.map((record) => toChange(tableName, record))
      .filter((change) => !changedNothing(change))
      .map((change) => toStreamRecord(change, settings));
  }

  try {
    while (!signal.aborted) {
      let pauseMs = IDLE_PAUSE_MS;
      const records = await nextBatch().catch((): readonly StreamRecord[] => {
        // An iterator lives for 15 minutes only, and the database may be away: begin again behind the last record.
        place = undefined;
        pauseMs = FAILURE_PAUSE_MS;
        return [];
      });
      if (records.length > 0) yield records;
      else await pause(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  } finally {
    client.destroy();
  }
}
