import { setTimeout as pause } from "node:timers/promises";
import type { Invoke, SendToQueue, StreamRecord, WriteLog } from "../services.ts";
import { failureReport } from "./failure-report.ts";
import type { StreamMappingDefinition } from "./mapping-definition.ts";
import type { TumblingWindow } from "./tumbling-window.ts";

export interface BatchDelivery {
  readonly mapping: StreamMappingDefinition;
  readonly invoke: Invoke;
  readonly sendToQueue: SendToQueue;
  readonly writeLog: WriteLog;
  /** Aborted when the platform stops: then the call rejects, and the batch is not counted as handled. */
  readonly signal: AbortSignal;
  /** The pause before the first repetition; doubles each time. */
  readonly firstPauseMs: number;
  /** Where the mapping has a tumbling window. */
  readonly window?: TumblingWindow;
}

const LONGEST_PAUSE_MS = 10_000;

/** Hands a batch to the function until it is handled or given up: repeats, bisects, and honours partial failures as Lambda does. */
export async function deliverBatch(
  delivery: BatchDelivery,
  records: readonly StreamRecord[],
): Promise<void> {
  const { mapping, signal } = delivery;
  let left = records;
  for (let attempt = 0; left.length > 0; attempt += 1) {
    if (attempt > mapping.maximumRetryAttempts || isTooOld(mapping, left)) {
      return giveUp(delivery, left, attempt);
    }
    if (attempt > 0) {
      const pauseMs = Math.min(LONGEST_PAUSE_MS, delivery.firstPauseMs * 2 ** (attempt - 1));
      await pause(pauseMs, undefined, { signal });
    }
    signal.throwIfAborted();
    const outcome = await invokeOnce(delivery, left);
    signal.throwIfAborted();
    left = outcome.left;
    if (outcome.threw && mapping.bisectsOnError && left.length > 1) {
      // A half is a new batch with all its attempts, as on AWS, so one bad record ends up alone.
      const middle = Math.ceil(left.length / 2);
      await deliverBatch(delivery, left.slice(0, middle));
      return deliverBatch(delivery, left.slice(middle));
    }
  }
}

interface Outcome {
  /** What has not been handled yet, from the first failed record on. */
  readonly left: readonly StreamRecord[];
  readonly threw: boolean;
}

async function invokeOnce(
  { mapping, invoke, writeLog, window }: BatchDelivery,
  records: readonly StreamRecord[],
): Promise<Outcome> {
  try {
    const result = await invoke(mapping.functionArn, {
      ...window?.fieldsFor(records),
      Records: records.map((record) => ({
        ...record,
        awsRegion: mapping.sourceArn.split(":")[3],
        eventSourceARN: mapping.sourceArn,
      })),
    });
    window?.keep(result);
    if (!mapping.reportsBatchItemFailures) return { left: [], threw: false };
    return { left: fromFirstFailure(records, result), threw: false };
  } catch (error) {
    writeLog(`stream mapping ${mapping.mappingId}: ${String(error)}`);
    return { left: records, threw: true };
  }
}

/** Everything from the lowest reported sequence number on counts as failed; an unknown one fails the whole batch. */
function fromFirstFailure(
  records: readonly StreamRecord[],
  result: unknown,
): readonly StreamRecord[] {
  const { batchItemFailures = [] } = (result ?? {}) as {
    readonly batchItemFailures?: readonly { readonly itemIdentifier?: string }[];
  };
  if (batchItemFailures.length === 0) return [];
  const positions = batchItemFailures.map(({ itemIdentifier }) =>
    records.findIndex(({ dynamodb }) => dynamodb.SequenceNumber === itemIdentifier),
  );
  return records.slice(Math.max(0, Math.min(...positions)));
}

function isTooOld(
  { maximumRecordAgeSeconds }: StreamMappingDefinition,
  records: readonly StreamRecord[],
): boolean {
  const createdAt = records[0]?.dynamodb.ApproximateCreationDateTime ?? 0;
  return Date.now() / 1000 - createdAt > maximumRecordAgeSeconds;
}

async function giveUp(
  { mapping, sendToQueue, writeLog }: BatchDelivery,
  records: readonly StreamRecord[],
  attempts: number,
): Promise<void> {
  writeLog(`stream mapping ${mapping.mappingId}: gave up ${records.length} records`);
  if (mapping.onFailureQueueArn === undefined) return;
  const report = failureReport(mapping, records, attempts);
  await sendToQueue(mapping.onFailureQueueArn, JSON.stringify(report));
}
