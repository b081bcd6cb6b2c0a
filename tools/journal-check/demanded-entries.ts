import { placeOfRecord } from "#adapters/dynamodb/item-change.ts";
import type { StreamRecord } from "#adapters/dynamodb/stream-change.ts";
import type { JournaledTable } from "#domain/audit/kind-of.ts";
import { arrivalsOf } from "#functions/events/record-audit/arrivals.ts";
import type { DemandedEntry } from "./compare-chain.ts";

/** The entries that a table's stream demands, by operator, in order. A change that cannot be told demands a gap. */
export async function demandedEntries(
  table: JournaledTable,
  records: readonly StreamRecord[],
): Promise<ReadonlyMap<string, readonly DemandedEntry[]>> {
  const places = new Map(records.map((record) => [record.dynamodb.SequenceNumber, record]));
  const arrivals = await arrivalsOf(table, records, async () => {});
  return new Map(
    [...arrivals].map(([operatorId, news]) => [
      operatorId,
      news.map(({ facts, sequenceNumber }) => {
        const record = places.get(sequenceNumber);
        const { pk = "", sk = "", kind = "" } = record ? placeOfRecord(table, record) : {};
        return {
          entryId: facts.entryId,
          where: `${table} ${kind} ${pk} ${sk} at ${sequenceNumber}`,
        };
      }),
    ]),
  );
}
