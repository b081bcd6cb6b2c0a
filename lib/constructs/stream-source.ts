import { Duration } from "aws-cdk-lib";
import { EventSourceMapping, FilterCriteria, StartingPosition } from "aws-cdk-lib/aws-lambda";
import { SqsDlq } from "aws-cdk-lib/aws-lambda-event-sources";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import type { PlatformFunction } from "./platform-function.ts";
import type { PlatformTable } from "./platform-table.ts";
import { grantStream } from "./table-grants.ts";

export interface StreamSourceProps {
  readonly table: PlatformTable;
  /** EventBridge patterns of the records that wake the function; a record needs to match one. Without any, each one does. */
  readonly filters: readonly object[];
  readonly failures: IQueue;
  readonly batchSize: number;
  /** Names the shard in the event (a stream's record does not), for who must know what came before. */
  readonly tumblingWindow?: Duration;
  /** How long records may be gathered before the function is called. */
  readonly batchingWindow?: Duration;
  /** Tries until the stream itself forgets a record, for who must not leave one out. */
  readonly untilForgotten?: true;
}

/**
 * Wakes a function for a table's changes, in order within an item. A record that keeps failing is cut out of its batch,
 * tried again, and ends in the dead-letter queue, so that it never holds up the others for long.
 */
export function addStreamSource(handler: PlatformFunction, props: StreamSourceProps): void {
  const { tumblingWindow, batchingWindow, untilForgotten } = props;
  grantStream(handler.lambda, props.table);
  new EventSourceMapping(handler, `${props.table.node.id}Stream`, {
    target: handler.lambda,
    eventSourceArn: props.table.streamArn,
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: props.batchSize,
    ...(props.filters.length > 0 && {
      filters: props.filters.map((filter) => FilterCriteria.filter(filter)),
    }),
    bisectBatchOnError: true,
    reportBatchItemFailures: true,
    ...(!untilForgotten && { retryAttempts: 5, maxRecordAge: Duration.hours(1) }),
    ...(tumblingWindow && { tumblingWindow }),
    ...(batchingWindow && { maxBatchingWindow: batchingWindow }),
    onFailure: new SqsDlq(props.failures),
  });
}
