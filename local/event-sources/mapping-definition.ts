/** An event source mapping as the template defines it. */
export interface MappingDefinition {
  /** The same on every start; the checkpoint's key. */
  readonly mappingId: string;
  readonly functionArn: string;
  readonly sourceArn: string;
  readonly batchSize: number;
  /** A record is delivered when it fits one of them; without any, always. */
  readonly filterPatterns: readonly unknown[];
  readonly reportsBatchItemFailures: boolean;
}

export interface StreamMappingDefinition extends MappingDefinition {
  readonly tableName: string;
  readonly startingPosition: "TRIM_HORIZON" | "LATEST";
  readonly bisectsOnError: boolean;
  /** Infinite where the template says -1 or nothing. */
  readonly maximumRetryAttempts: number;
  readonly maximumRecordAgeSeconds: number;
  readonly onFailureQueueArn?: string;
  /** Absent where the mapping has no tumbling window. */
  readonly tumblingWindowSeconds?: number;
}
