import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import type { StreamRecord } from "../services.ts";
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

/** A stretch of a table's stream out of the database's file, and the number up to which it was looked through. */
export interface StreamStretch {
  readonly records: readonly StreamRecord[];
  readonly upTo: number;
}

/** Makes the reader of a table's stream; what changed nothing is left out. Throws for a table without a stream. */
export function streamReader(file: DatabaseSync, tableName: string) {
  const settings = settingsOf(file, tableName);
  const select = file.prepare(
    `SELECT sequence_number, event_name, created_at, keys_json, new_image, old_image FROM _stream_records
     WHERE table_name = ? AND CAST(sequence_number AS INTEGER) > ?
     ORDER BY CAST(sequence_number AS INTEGER) LIMIT ?`,
  );
  return (after: number, limit: number): StreamStretch | undefined => {
    const changes = select.all(tableName, after, limit).map((row) => toChange(tableName, row));
    const last = changes.at(-1);
    if (last === undefined) return undefined;
    const records = changes
      .filter((change) => !changedNothing(change))
      .map((change) => toStreamRecord(change, settings));
    return { records, upTo: Number(last.sequenceNumber) };
  };
}
