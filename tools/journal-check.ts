import { hash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pagesAfter } from "#adapters/dynamodb/journal-reader.ts";
import { journalWriter } from "#adapters/dynamodb/journal-writer.ts";
import { append } from "#domain/audit/append.ts";
import type { AuditEntry } from "#domain/audit/entry.ts";
import type { JournaledTable } from "#domain/audit/kind-of.ts";
import { arrivalsOf } from "#functions/events/record-audit/arrivals.ts";
import { startDynamoDb } from "#local/dynamodb/start.ts";
import { openDatabaseFile } from "#local/dynamodb/stream-file.ts";
import { shardIdOf } from "#local/event-sources/tumbling-window.ts";
import type { StreamRecord } from "#local/services.ts";
import { CHECK_FOLDER, type TableCheck } from "./journal-check/check-folder.ts";
import { differenceOf } from "./journal-check/compare-chain.ts";
import { demandedEntries } from "./journal-check/demanded-entries.ts";
import { tableNames, wholeStream } from "./journal-check/stored-tables.ts";

// Holds the journal of a stopped platform against all that its streams ever had, which it must have kept
// (CHARGEWARD_KEEP_STREAMS): the whole of each stream is delivered once more, and then each change must be there once.
const [dataDir = ".chargeward"] = process.argv.slice(2);
const database = await startDynamoDb({
  dataDir,
  tables: [],
  writeLog: () => {},
  onUnexpectedExit: (reason) => process.stderr.write(`${reason}\n`),
});
Object.assign(process.env, {
  AWS_ENDPOINT_URL_DYNAMODB: database.endpoint,
  AWS_REGION: "eu-west-1",
  AWS_ACCESS_KEY_ID: "local",
  AWS_SECRET_ACCESS_KEY: "local",
});
const file = openDatabaseFile(join(dataDir, "dynamodb.db"), { readOnly: true });
const { audit, journaled } = tableNames(file);

async function recorded(operatorId: string, table: JournaledTable): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let after = 0; ; ) {
    const pages = await pagesAfter(audit, { operatorId, table }, after, 100);
    const last = pages.at(-1);
    if (!last) return ids;
    const lines = pages.flatMap((page) => page.lines);
    ids.push(...lines.map((line) => (JSON.parse(line) as AuditEntry).entryId));
    after = last.pageNumber;
  }
}

async function deliverAgain(
  table: JournaledTable,
  tableName: string,
  records: readonly StreamRecord[],
): Promise<void> {
  const ports = {
    journal: journalWriter(audit),
    sha256: (text: string) => hash("sha256", text, "hex"),
  };
  const arrivals = await arrivalsOf(table, records, async () => {});
  for (const [operatorId, news] of arrivals) {
    await append({ operatorId, table }, shardIdOf(tableName), news, ports);
  }
}

async function check(table: JournaledTable, tableName: string): Promise<TableCheck> {
  const records = wholeStream(file, tableName);
  const demanded = await demandedEntries(table, records);
  const before = await Promise.all([...demanded.keys()].map((each) => recorded(each, table)));
  await deliverAgain(table, tableName, records);
  let entries = 0;
  let expected = 0;
  let fault: string | undefined;
  for (const [operatorId, wanted] of demanded) {
    const ids = await recorded(operatorId, table);
    entries += ids.length;
    expected += wanted.length;
    fault ??= differenceOf(wanted, ids);
  }
  const counts = { changes: records.length, leftOut: records.length - expected, entries };
  const entriesWhenStopped = before.flat().length;
  return { table, ...counts, entriesWhenStopped, ...(fault !== undefined && { fault }) };
}

try {
  const checks: TableCheck[] = [];
  for (const { table, tableName } of journaled) checks.push(await check(table, tableName));
  await mkdir(CHECK_FOLDER, { recursive: true });
  const name = `${process.pid}-${Date.now()}.json`;
  await writeFile(join(CHECK_FOLDER, name), `${JSON.stringify(checks, null, 2)}\n`);
  for (const { fault } of checks) if (fault !== undefined) process.stderr.write(`${fault}\n`);
  if (checks.some(({ fault }) => fault !== undefined)) process.exitCode = 1;
} finally {
  file.close();
  await database.stop();
}
