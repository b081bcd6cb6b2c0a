import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import middy from "@middy/core";
import { logger } from "./observability.ts";

/** The event of a stream or a queue. */
export interface BatchEvent<BatchRecord> {
  readonly Records: readonly BatchRecord[];
}

/** Which records are to be delivered again; nothing of the others is. */
export interface BatchResult {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/**
 * Makes the Lambda of a reaction to a stream's or a queue's records. `handle` gives the identifiers (sequence number or
 * message id) of those that must come again; what it throws brings back the whole batch.
 */
export function eventHandler<BatchRecord>(reaction: {
  readonly handle: (records: readonly BatchRecord[]) => Promise<readonly string[]>;
}) {
  const run = async (event: BatchEvent<BatchRecord>): Promise<BatchResult> => {
    const failed = await reaction.handle(event.Records);
    if (failed.length > 0) logger.warn("some records will come again", { records: failed.length });
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };
  return middy(run).use(injectLambdaContext(logger, { resetKeys: true }));
}
