import { setTimeout as pause } from "node:timers/promises";
import { readStream } from "../dynamodb/read-stream.ts";
import type { Invoke, SendToQueue, StreamRecord, WriteLog } from "../services.ts";
import type { Checkpoints } from "./checkpoints.ts";
import { deliverBatch } from "./deliver-batch.ts";
import type { StreamMappingDefinition } from "./mapping-definition.ts";
import { recordFilter } from "./record-filter.ts";
import { redelivery } from "./redelivery.ts";
import { type TumblingWindow, tumblingWindow } from "./tumbling-window.ts";

export interface StreamMappingOptions {
  readonly mapping: StreamMappingDefinition;
  readonly endpoint: string;
  readonly checkpoints: Checkpoints;
  readonly invoke: Invoke;
  readonly sendToQueue: SendToQueue;
  readonly writeLog: WriteLog;
  readonly signal: AbortSignal;
}

/** Read at once; what the filters leave of it is cut into batches. */
const RECORDS_PER_READ = 500;
const FIRST_PAUSE_MS = 200;
/** Between two reads that did not fill up; Lambda itself looks four times a second. Without it, each change would be a batch of its own. */
const GATHER_MS = 50;

/** Feeds a function from a table's stream until `signal` aborts; each record at least once, in order. */
export async function runStreamMapping(options: StreamMappingOptions): Promise<void> {
  const { mapping, checkpoints, signal } = options;
  const fits = recordFilter(mapping.filterPatterns);
  const after = checkpoints.read(mapping.mappingId);
  const limit = Math.max(RECORDS_PER_READ, mapping.batchSize);
  const stream = readStream({
    endpoint: options.endpoint,
    tableName: mapping.tableName,
    ...(after === undefined ? {} : { after }),
    from: mapping.startingPosition,
    limit,
    signal,
  });
  const seconds = mapping.tumblingWindowSeconds;
  const window = seconds === undefined ? undefined : tumblingWindow(mapping, seconds);
  const deliveriesOf = redelivery();
  const delivery = { ...options, firstPauseMs: FIRST_PAUSE_MS, ...(window && { window }) };
  for await (const read of stream) {
    for (const batch of batchesOf(read.filter(fits), mapping.batchSize)) {
      if (window) await closeWindow(options, window, batch);
      for (const each of deliveriesOf(batch)) await deliverBatch(delivery, each);
      saveCheckpoint(options, batch);
    }
    saveCheckpoint(options, read);
    if (read.length < limit) await pause(GATHER_MS, undefined, { signal });
  }
}

/** The last call of a window that is over. Lambda waits until it succeeds; here one that fails is only written down. */
async function closeWindow(
  { mapping, invoke, writeLog }: StreamMappingOptions,
  window: TumblingWindow,
  next: readonly StreamRecord[],
): Promise<void> {
  const last = window.finalFor(next);
  if (!last) return;
  try {
    await invoke(mapping.functionArn, { Records: [], ...last });
  } catch (error) {
    writeLog(`stream mapping ${mapping.mappingId}: the end of a window failed: ${String(error)}`);
  }
}

function saveCheckpoint(
  { checkpoints, mapping }: StreamMappingOptions,
  records: readonly StreamRecord[],
): void {
  const last = records.at(-1);
  if (last !== undefined) checkpoints.save(mapping.mappingId, last.dynamodb.SequenceNumber);
}

function batchesOf(
  records: readonly StreamRecord[],
  size: number,
): readonly (readonly StreamRecord[])[] {
  const batches: (readonly StreamRecord[])[] = [];
  for (let start = 0; start < records.length; start += size) {
    batches.push(records.slice(start, start + size));
  }
  return batches;
}
