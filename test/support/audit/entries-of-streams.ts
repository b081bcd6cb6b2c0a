import { itemChange } from "#adapters/dynamodb/item-change.ts";
import { keyDigest } from "#adapters/dynamodb/keys.ts";
import type { AuditFacts } from "#domain/audit/entry.ts";
import { entryOfChange } from "#domain/audit/entry-of-change.ts";
import { JOURNALED_TABLES, type JournaledTable } from "#domain/audit/kind-of.ts";
import { runningDatabase } from "#local/dynamodb/running-database.ts";
import { streamReader } from "#local/dynamodb/stored-stream.ts";

/** Most records that a test makes between two looks. */
const MANY = 10_000;

/** What the journal would say of all that changes in the test's database from now on; each call gives what is new. */
export function entriesOfStreams(): () => readonly (AuditFacts & { table: JournaledTable })[] {
  const database = runningDatabase(process.env["AWS_ENDPOINT_URL_DYNAMODB"] ?? "");
  if (!database) throw new Error("no database of this process is running");
  const tables = JOURNALED_TABLES.filter((table) => table !== "Payments");
  const places = tables.map((table) => ({
    table,
    read: streamReader(database.file, table),
    after: 0,
  }));
  const next = () =>
    places.flatMap((place) => {
      const { table } = place;
      const { records = [], upTo = place.after } = place.read(place.after, MANY) ?? {};
      place.after = upTo;
      return records.flatMap((record) => {
        const entry = entryOfChange(itemChange(table, record), keyDigest);
        return entry ? [{ ...entry, table }] : [];
      });
    });
  next();
  return next;
}
