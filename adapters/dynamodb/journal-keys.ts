import type { Key } from "./keys.ts";

/** The partition of the journal of one table. */
export function journalPartition(operatorId: string, table: string): string {
  return `${operatorId}#JOURNAL#${table}`;
}

/** The keys of the audit journal. */
export const journalKeys = {
  /** Padded, so that pages sort. */
  journalPage: (operatorId: string, table: string, pageNumber: number): Key => ({
    pk: journalPartition(operatorId, table),
    sk: String(pageNumber).padStart(12, "0"),
  }),
  /** Leads from what people look for to a page; the time is that of the page. */
  journalTerm: (
    operatorId: string,
    term: { readonly by: "actor" | "object"; readonly value: string },
    page: { readonly at: string; readonly table: string; readonly pageNumber: number },
  ): Key => ({
    pk: `${operatorId}#${term.by.toUpperCase()}#${term.value}`,
    sk: `${page.at}#${page.table}#${String(page.pageNumber).padStart(12, "0")}`,
  }),
};
