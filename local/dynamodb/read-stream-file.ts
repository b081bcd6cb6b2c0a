import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import type { ReadStreamOptions, StreamRecord } from "../services.ts";
import type { RunningDatabase, StreamPosition } from "./running-database.ts";
import {
  changedNothing,
  type StoredChange,
  type StreamSettings,
  toStreamRecord,
} from "./stream-record.ts";

type Row = Record<string, SQLOutputValue>;

function settingsOf(file: DatabaseSync, tableName: string): StreamSettings {
  const row = file
    .prepare(
      "SELECT stream_view_type, ttl_attribute, ttl_enabled FROM _tables WHERE table_name = ?",
    )
    .get(tableName);
  if (typeof row?.["stream_view_type"] !== "string") {
    throw new Error(`The table ${tableName} has no stream.`);
  }
  const { stream_view_type: viewType, ttl_attribute: ttl, ttl_enabled: hasExpiry } = row;
  return {
    viewType,
    ttlAttributeName: hasExpiry === 1 && typeof ttl === "string" ? ttl : undefined,
  };
}

function image(value: SQLOutputValue | undefined): StoredChange["newImage"] {
  return typeof value === "string" ? (JSON.parse(value) as StoredChange["newImage"]) : undefined;
}

function toChange(tableName: string, row: Row): StoredChange {
  return {
    tableName,
    sequenceNumber: String(row["sequence_number"]),
    eventName: String(row["event_name"]),
    createdAtSeconds: Number(row["created_at"]),
    keys: image(row["keys_json"]) ?? {},
    newImage: image(row["new_image"]),
    oldImage: image(row["old_image"]),
  };
}

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
  const settings = settingsOf(file, tableName);
  const select = file.prepare(
    `SELECT sequence_number, event_name, created_at, keys_json, new_image, old_image FROM _stream_records
     WHERE table_name = ? AND CAST(sequence_number AS INTEGER) > ?
     ORDER BY CAST(sequence_number AS INTEGER) LIMIT ?`,
  );
  const position: StreamPosition = { tableName, after: beginning(file, options) };
  positions.add(position);
  try {
    while (!signal.aborted && file.isOpen) {
      const changes = select
        .all(tableName, position.after, limit)
        .map((row) => toChange(tableName, row));
      const last = changes.at(-1);
      if (last === undefined) {
        await untilChanged(signal);
        continue;
      }
      const records = changes
        .filter((change) => !changedNothing(change))
        .map((change) => toStreamRecord(change, settings));
      if (records.length > 0) yield records;
      position.after = Number(last.sequenceNumber);
    }
  } finally {
    positions.delete(position);
  }
}
