import { setTimeout as pause } from "node:timers/promises";
import {
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import type { Invoke, WriteLog } from "../services.ts";
import type { MappingDefinition } from "./mapping-definition.ts";
import { recordFilter, withParsedBody } from "./record-filter.ts";
import { sqsRecord } from "./sqs-record.ts";

export interface QueueMappingOptions {
  readonly mapping: MappingDefinition;
  readonly client: SQSClient;
  readonly queueUrl: string;
  readonly invoke: Invoke;
  readonly writeLog: WriteLog;
  readonly signal: AbortSignal;
}

const MESSAGES_PER_RECEIVE = 10;
const LONG_POLL_SECONDS = 20;
const PAUSE_AFTER_ERROR_MS = 500;

/** Feeds a function from a queue until `signal` aborts; what it does not handle becomes visible again after the queue's timeout. */
export async function runQueueMapping(options: QueueMappingOptions): Promise<void> {
  const { signal, writeLog, mapping } = options;
  while (!signal.aborted) {
    try {
      await receiveOnce(options);
    } catch (error) {
      if (signal.aborted) return;
      writeLog(`queue mapping ${mapping.mappingId}: ${String(error)}`);
      await pause(PAUSE_AFTER_ERROR_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}

async function receiveOnce(options: QueueMappingOptions): Promise<void> {
  const { client, queueUrl, mapping, signal } = options;
  const { Messages: messages = [] } = await client.send(
    new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: Math.min(MESSAGES_PER_RECEIVE, mapping.batchSize),
      WaitTimeSeconds: LONG_POLL_SECONDS,
      MessageSystemAttributeNames: ["All"],
      MessageAttributeNames: ["All"],
    }),
    { abortSignal: signal },
  );
  if (messages.length === 0) return;
  const done = await handled(options, messages);
  if (done.length === 0) return;
  await client.send(
    new DeleteMessageBatchCommand({
      QueueUrl: queueUrl,
      Entries: done.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle })),
    }),
  );
}

/** The messages that need not come again: handled ones, and those that the filter drops. */
async function handled(
  { mapping, invoke, writeLog }: QueueMappingOptions,
  messages: readonly Message[],
): Promise<readonly Message[]> {
  const fits = recordFilter(mapping.filterPatterns);
  const records = new Map(
    messages.map((message) => [message, sqsRecord(message, mapping.sourceArn)] as const),
  );
  const wanted = messages.filter((message) => fits(withParsedBody(records.get(message) ?? {})));
  if (wanted.length === 0) return messages;
  try {
    const result = await invoke(mapping.functionArn, {
      Records: wanted.map((message) => records.get(message)),
    });
    if (!mapping.reportsBatchItemFailures) return messages;
    const failed = failedIds(result);
    return messages.filter(({ MessageId }) => !failed.has(MessageId));
  } catch (error) {
    writeLog(`queue mapping ${mapping.mappingId}: ${String(error)}`);
    return messages.filter((message) => !wanted.includes(message));
  }
}

function failedIds(result: unknown): ReadonlySet<string | undefined> {
  const { batchItemFailures = [] } = (result ?? {}) as {
    readonly batchItemFailures?: readonly { readonly itemIdentifier?: string }[];
  };
  return new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
}
