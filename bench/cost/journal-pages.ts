import { hash } from "node:crypto";
import { pageItem } from "#adapters/dynamodb/journal-item.ts";
import { keyDigest } from "#adapters/dynamodb/keys.ts";
import { type Arrival, append, type StoredPage } from "#domain/audit/append.ts";
import { entryOfChange, type ItemChange } from "#domain/audit/entry-of-change.ts";
import { termsOf } from "#domain/audit/index-of-page.ts";
import { JOURNALED_CHANGES } from "./journal-samples.ts";

const UNIT_BYTES = 1_024;
const SHARD = "shardId-00000001700000000000-0a1b2c3d";

/** What a page of the journal comes to. */
export interface PageCost {
  readonly bytes: number;
  readonly writeUnits: number;
}

/** What a page costs that holds this kind of change so many times, as the one writer makes it. */
export async function pageCost(kind: keyof typeof JOURNALED_CHANGES, times = 1): Promise<PageCost> {
  const samples: readonly ItemChange[] = JOURNALED_CHANGES[kind];
  const arrivals = Array.from({ length: times }, (_, round) =>
    samples.map((sample, index) => arrivalOf(sample, round * samples.length + index)),
  ).flat();
  const [stored, ...more] = await pagesOf(arrivals, samples[0]?.table ?? "");
  if (!stored || more.length > 0) throw new Error("the changes do not make one page");
  const bytes = itemBytes(pageItem(stored));
  const units = Math.ceil(bytes / UNIT_BYTES);
  // A page that something leads to is a transaction, which costs twice; what leads there is one unit each.
  const { length: leads } = stored.terms;
  return { bytes, writeUnits: leads === 0 ? units : 2 * (units + leads) };
}

function arrivalOf(change: ItemChange, index: number): Arrival {
  // Each entry differs from the others in what does not compress: its id, its key and its place.
  const sequenceNumber = String(100_000_000_000_000_000_000n + BigInt(index));
  const facts = entryOfChange({ ...change, sequenceNumber }, keyDigest);
  if (!facts) throw new Error(`${change.table} ${change.sk} is not journaled`);
  return { sequenceNumber, facts, terms: termsOf(change.table, change.sk, facts) };
}

async function pagesOf(
  arrivals: readonly Arrival[],
  table: string,
): Promise<readonly StoredPage[]> {
  const pages: StoredPage[] = [];
  const journal = {
    lastPage: async () => undefined,
    putPage: async (stored: StoredPage) => pages.push(stored) > 0,
  };
  const sha256 = (text: string) => hash("sha256", text, "hex");
  await append({ operatorId: "demo-a", table }, SHARD, arrivals, { journal, sha256 });
  return pages;
}

/** As DynamoDB counts: names and values; a map and its members a few bytes more. */
function itemBytes(item: ReturnType<typeof pageItem>): number {
  return Object.entries(item).reduce((sum, [name, value]) => {
    const { B, ...plain } = value as { readonly B?: Uint8Array };
    return sum + name.length + (B ? B.length : JSON.stringify(plain).length);
  }, 0);
}
