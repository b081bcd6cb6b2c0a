import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import middy from "@middy/core";
import type { BatchEvent, BatchResult } from "./event-handler.ts";
import { logger } from "./observability.ts";

/** The event of a stream with a tumbling window: the only one that says which shard its records come from. */
export interface WindowEvent<BatchRecord> extends BatchEvent<BatchRecord> {
  readonly shardId?: string;
}

/** Lambda takes an answer without a state for a failure. */
export type WindowResult = BatchResult & { readonly state: Readonly<Record<string, never>> };

/** Makes the Lambda of a reaction that must know the shard. Throws for a source without a window. */
export function windowHandler<BatchRecord>(reaction: {
  /** Gives the sequence numbers of the records that must come again. */
  readonly handle: (records: readonly BatchRecord[], shardId: string) => Promise<readonly string[]>;
}) {
  const run = async ({ Records, shardId }: WindowEvent<BatchRecord>): Promise<WindowResult> => {
    if (shardId === undefined) throw new Error("the event source has no tumbling window");
    const failed = await reaction.handle(Records ?? [], shardId);
    if (failed.length > 0) logger.warn("some records will come again", { records: failed.length });
    return {
      state: {},
      batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })),
    };
  };
  return middy(run).use(injectLambdaContext(logger, { resetKeys: true }));
}
