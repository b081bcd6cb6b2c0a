import type { DatabaseSync } from "node:sqlite";
import { JOURNALED_TABLES } from "#domain/audit/kind-of.ts";
import { streamReader } from "#local/dynamodb/stored-stream.ts";
import type { StreamRecord } from "#local/services.ts";

/** What the tables of a stopped platform are called. Throws where one of them is not there. */
export function tableNames(file: DatabaseSync) {
  const rows = file.prepare("SELECT table_name FROM _tables").all();
  const names = rows.map((row) => String(row["table_name"]));
  const nameOf = (table: string): string => {
    const found = names.find((name) => new RegExp(`(^|[^A-Za-z])${table}([^a-z]|$)`).test(name));
    if (found === undefined) throw new Error(`There is no ${table} among ${names.join(", ")}.`);
    return found;
  };
  return {
    audit: nameOf("Audit"),
    journaled: JOURNALED_TABLES.map((table) => ({ table, tableName: nameOf(table) })),
  };
}

/** A table's whole stream, as far as nobody trimmed it. */
export function wholeStream(file: DatabaseSync, tableName: string): readonly StreamRecord[] {
  const read = streamReader(file, tableName);
  const records: StreamRecord[] = [];
  let stretch = read(0, 1_000);
  while (stretch) {
    records.push(...stretch.records);
    stretch = read(stretch.upTo, 1_000);
  }
  return records;
}
