import type { StreamRecord } from "#adapters/dynamodb/stream-change.ts";
import { JOURNALED_TABLES, type JournaledTable } from "#domain/audit/kind-of.ts";
import { environment } from "#functions/shared/environment.ts";

const NAMES: ReadonlyMap<string, JournaledTable> = new Map(
  JOURNALED_TABLES.map((table) => [
    environment(`${table.toUpperCase() as Uppercase<JournaledTable>}_TABLE`),
    table,
  ]),
);

/** Which of our tables a record comes from. Throws for a stream that nobody bound. */
export function tableOf({ eventSourceARN = "" }: StreamRecord): JournaledTable {
  const [, name = ""] = /:table\/([^/]+)\/stream\//.exec(eventSourceARN) ?? [];
  const table = NAMES.get(name);
  if (!table) throw new Error(`the table ${name} is not journaled`);
  return table;
}
