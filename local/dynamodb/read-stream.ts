import type { ReadStreamOptions, StreamRecord } from "../services.ts";
import { readStreamApi } from "./read-stream-api.ts";
import { readStreamFile } from "./read-stream-file.ts";
import { runningDatabase } from "./running-database.ts";

/**
 * A table's changes in order, in batches that are never empty, until `signal` aborts. A batch counts as read, and may
 * be trimmed, once the consumer asks for the next one.
 */
export function readStream(options: ReadStreamOptions): AsyncIterable<readonly StreamRecord[]> {
  const database = runningDatabase(options.endpoint);
  return database === undefined ? readStreamApi(options) : readStreamFile(options, database);
}
