import type { Arrival, Journal, StoredPage } from "#domain/audit/append.ts";
import { headAfter } from "#domain/audit/chain.ts";
import { someFacts } from "./journal-export.ts";

/** A journal in memory; pages are kept under their number, and none is ever written twice. */
export function memoryJournal() {
  const pages = new Map<string, StoredPage>();
  const nameOf = (table: string, pageNumber: number) => `${table} ${pageNumber}`;
  const stored = (table: string) =>
    [...pages.values()]
      .filter(({ page }) => page.table === table)
      .sort((one, other) => one.pageNumber - other.pageNumber);
  const journal: Journal = {
    async lastPage({ table }) {
      const last = stored(table).at(-1);
      return (
        last && {
          ...headAfter(last.page),
          pageNumber: last.pageNumber,
          positions: last.positions,
        }
      );
    },
    async putPage(page) {
      const name = nameOf(page.page.table, page.pageNumber);
      if (pages.has(name)) return false;
      pages.set(name, page);
      return true;
    },
  };
  return {
    journal,
    pages: stored,
    /** The entries of a chain by the number of the test's change. */
    entryIds: (table: string): string[] =>
      stored(table).flatMap(({ lines }) => lines.map((line) => JSON.parse(line).entryId)),
  };
}

/** A change with its place in the stream. */
export function anArrival(index: number, more: Partial<Arrival> = {}): Arrival {
  const facts = { ...someFacts("demo-a", "Fleet", index), entryId: `entry-${index}` };
  return { sequenceNumber: String(1_000 + index), facts, terms: [], ...more };
}
