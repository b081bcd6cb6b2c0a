import type { DatabaseSync } from "node:sqlite";
import type { ReadStreamOptions, StreamRecord } from "../services.ts";
import type { RunningDatabase, StreamPosition } from "./running-database.ts";
import { streamReader } from "./stored-stream.ts";

/** Where to begin; the trimmer always keeps a table's last record, so the highest number is never lost. */
function beginning(file: DatabaseSync, { after, from, tableName }: ReadStreamOptions): number {
  if (after !== undefined) return Number(after);
  if (from === "TRIM_HORIZON") return 0;
  const row = file
    .prepare(
      "SELECT MAX(CAST(sequence_number AS INTEGER)) AS latest FROM _stream_records WHERE table_name = ?",
    )
    .get(tableName);
  return Number(row?.["latest"] ?? 0);
}

/** Reads a table's stream out of the database's file: no request and no parsing by the SDK, and no waiting longer than needed. */
export async function* readStreamFile(
  options: ReadStreamOptions,
  database: RunningDatabase,
): AsyncGenerator<readonly StreamRecord[], void, void> {
  const { tableName, limit, signal } = options;
  const { file, positions, untilChanged } = database;
  const read = streamReader(file, tableName);
  const position: StreamPosition = { tableName, after: beginning(file, options) };
  positions.add(position);
  try {
    while (!signal.aborted && file.isOpen) {
      const stretch = read(position.after, limit);
      if (stretch === undefined) {
        await untilChanged(signal);
        continue;
      }
      if (stretch.records.length > 0) yield stretch.records;
      position.after = stretch.upTo;
    }
  } finally {
    positions.delete(position);
  }
}
