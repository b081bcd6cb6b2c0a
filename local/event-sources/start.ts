import { SQSClient } from "@aws-sdk/client-sqs";
import type { Invoke, LocalService, SqsService, WriteLog } from "../services.ts";
import { openCheckpoints } from "./checkpoints.ts";
import type { MappingDefinitions } from "./definitions.ts";
import { runQueueMapping } from "./queue-mapping.ts";
import { runStreamMapping } from "./stream-mapping.ts";

export interface EventSourcesOptions {
  readonly definitions: MappingDefinitions;
  readonly dataDir: string;
  readonly dynamoDbEndpoint: string;
  readonly sqs: SqsService;
  readonly region: string;
  readonly invoke: Invoke;
  readonly writeLog: WriteLog;
}

/** Starts every event source mapping; each runs for itself until the service is stopped. */
export function startEventSources(options: EventSourcesOptions): LocalService {
  const { definitions, sqs, invoke, writeLog } = options;
  const checkpoints = openCheckpoints(options.dataDir);
  const client = new SQSClient({
    endpoint: sqs.endpoint,
    region: options.region,
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  const abort = new AbortController();
  const { signal } = abort;
  const running = [
    ...definitions.streams.map((mapping) =>
      runStreamMapping({
        mapping,
        endpoint: options.dynamoDbEndpoint,
        checkpoints,
        invoke,
        sendToQueue: sqs.send,
        writeLog,
        signal,
      }),
    ),
    ...definitions.queues.map((mapping) =>
      runQueueMapping({
        mapping,
        client,
        queueUrl: sqs.queueUrl(mapping.sourceArn),
        invoke,
        writeLog,
        signal,
      }),
    ),
  ].map((mapping) =>
    mapping.catch((error: unknown) => {
      if (!signal.aborted) writeLog(`An event source mapping ended: ${String(error)}`);
    }),
  );
  return {
    name: "event sources",
    stop: async () => {
      abort.abort();
      await Promise.all(running);
      client.destroy();
      checkpoints.close();
    },
  };
}
