import type { StreamMappingDefinition } from "#local/event-sources/mapping-definition.ts";
import type { StreamRecord } from "#local/services.ts";

/** An insertion with this sequence number, made now. */
export function aStreamRecord(
  sequenceNumber: number,
  dynamodb: Partial<StreamRecord["dynamodb"]> = {},
): StreamRecord {
  return {
    eventID: `event-${sequenceNumber}`,
    eventName: "INSERT",
    eventVersion: "1.1",
    eventSource: "aws:dynamodb",
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(Date.now() / 1000),
      Keys: { pk: { S: "op" }, sk: { S: `ITEM#${sequenceNumber}` } },
      SequenceNumber: String(sequenceNumber),
      SizeBytes: 10,
      StreamViewType: "NEW_AND_OLD_IMAGES",
      ...dynamodb,
    },
  };
}

export function aStreamMapping(
  more: Partial<StreamMappingDefinition> = {},
): StreamMappingDefinition {
  return {
    mappingId: "Events/Mapping",
    functionArn: "arn:aws:lambda:eu-west-1:000000000000:function:publish",
    sourceArn: "arn:aws:dynamodb:eu-west-1:000000000000:table/Fleet/stream/local",
    batchSize: 10,
    filterPatterns: [],
    reportsBatchItemFailures: false,
    tableName: "Fleet",
    startingPosition: "TRIM_HORIZON",
    bisectsOnError: false,
    maximumRetryAttempts: 2,
    maximumRecordAgeSeconds: 3_600,
    ...more,
  };
}
