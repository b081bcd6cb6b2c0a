import { itemChange, placeOfRecord } from "#adapters/dynamodb/item-change.ts";
import { keyDigest } from "#adapters/dynamodb/keys.ts";
import type { StreamRecord } from "#adapters/dynamodb/stream-change.ts";
import type { Arrival } from "#domain/audit/append.ts";
import { entryLine } from "#domain/audit/chain.ts";
import { entryOfChange, gapFor } from "#domain/audit/entry-of-change.ts";
import { termsOf } from "#domain/audit/index-of-page.ts";
import type { JournaledTable } from "#domain/audit/kind-of.ts";

/** What a batch brings to each operator's chain. */
export type ArrivalsByOperator = ReadonlyMap<string, readonly Arrival[]>;

/**
 * Tells the changes of a batch, by operator. One that cannot be told leaves a gap in the journal that says so, and
 * `onGap` hears of it, before anything is written.
 */
export async function arrivalsOf(
  table: JournaledTable,
  records: readonly StreamRecord[],
  onGap: (record: StreamRecord, error: unknown) => Promise<void>,
): Promise<ArrivalsByOperator> {
  const arrivals = new Map<string, Arrival[]>();
  for (const record of records) {
    const facts = await told(table, record, onGap);
    if (!facts) continue;
    const { sk, sequenceNumber } = placeOfRecord(table, record);
    const arrival = { sequenceNumber, facts, terms: termsOf(table, sk, facts) };
    const others = arrivals.get(facts.operatorId);
    if (others) others.push(arrival);
    else arrivals.set(facts.operatorId, [arrival]);
  }
  return arrivals;
}

async function told(
  table: JournaledTable,
  record: StreamRecord,
  onGap: (record: StreamRecord, error: unknown) => Promise<void>,
) {
  try {
    const facts = entryOfChange(itemChange(table, record), keyDigest);
    // Whatever cannot be hashed must be found now, not when the page is made.
    if (facts) entryLine({ ...facts, sequence: 0 });
    return facts;
  } catch (error) {
    await onGap(record, error);
    return gapFor(placeOfRecord(table, record), keyDigest);
  }
}
