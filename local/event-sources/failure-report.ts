import { randomUUID } from "node:crypto";
import type { StreamRecord } from "../services.ts";
import type { StreamMappingDefinition } from "./mapping-definition.ts";
import { shardIdOf } from "./tumbling-window.ts";

/** What Lambda sends to a failure destination: where the records are in the stream, not the records themselves. */
export function failureReport(
  mapping: StreamMappingDefinition,
  records: readonly StreamRecord[],
  attempts: number,
): Readonly<Record<string, unknown>> {
  const first = records[0]?.dynamodb;
  const last = records.at(-1)?.dynamodb;
  const isoOf = (epochSeconds = 0): string => new Date(epochSeconds * 1000).toISOString();
  return {
    requestContext: {
      requestId: randomUUID(),
      functionArn: mapping.functionArn,
      condition:
        attempts > mapping.maximumRetryAttempts ? "RetryAttemptsExhausted" : "RecordAgeExceeded",
      approximateInvokeCount: attempts,
    },
    responseContext: {
      statusCode: 200,
      executedVersion: "$LATEST",
      functionError: "Unhandled",
    },
    version: "1.0",
    timestamp: new Date().toISOString(),
    DDBStreamBatchInfo: {
      shardId: shardIdOf(mapping.tableName),
      startSequenceNumber: first?.SequenceNumber,
      endSequenceNumber: last?.SequenceNumber,
      approximateArrivalOfFirstRecord: isoOf(first?.ApproximateCreationDateTime),
      approximateArrivalOfLastRecord: isoOf(last?.ApproximateCreationDateTime),
      batchSize: records.length,
      streamArn: mapping.sourceArn,
    },
  };
}
