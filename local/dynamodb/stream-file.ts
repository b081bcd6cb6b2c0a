import { DatabaseSync } from "node:sqlite";

/** The columns of Dynoxide 1.2.1's own table of stream records, which this folder reads, indexes and trims. */
const COLUMNS = [
  "id",
  "table_name",
  "event_name",
  "keys_json",
  "new_image",
  "old_image",
  "sequence_number",
  "shard_id",
  "created_at",
  "user_identity",
];

/** Opens the database's file beside the process that owns it; SQLite's own locks keep the two apart. */
export function openDatabaseFile(path: string, options: { readOnly: boolean }): DatabaseSync {
  return new DatabaseSync(path, { readOnly: options.readOnly, timeout: 5_000 });
}

/**
 * Adds the index that each streamed write needs: without it Dynoxide's time per write grows with the number of records
 * kept (1,092 puts/s at 2,500 records, 67 at 20,000). Throws when the file is not as this version of Dynoxide makes it.
 */
export function prepareStreamRecords(path: string): void {
  const database = openDatabaseFile(path, { readOnly: false });
  try {
    const columns = database.prepare("SELECT name FROM pragma_table_info('_stream_records')").all();
    const names = columns.map(({ name }) => name);
    if (names.join() !== COLUMNS.join()) {
      throw new Error(
        "The local DynamoDB keeps its stream records in another way than version 1.2.1 does: install that version.",
      );
    }
    database.exec(
      "CREATE INDEX IF NOT EXISTS chargeward_stream ON _stream_records (table_name, CAST(sequence_number AS INTEGER))",
    );
  } finally {
    database.close();
  }
}
