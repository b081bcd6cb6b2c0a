import { QueryCommand } from "@aws-sdk/client-dynamodb";
import type { AuditEntry } from "#domain/audit/entry.ts";
import { objectText, type SearchTerm } from "#domain/audit/index-of-page.ts";
import { JOURNALED_TABLES, type JournaledTable } from "#domain/audit/kind-of.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { dynamo, toItem } from "./client.ts";
import type { ReadPage } from "./journal-item.ts";
import { lastPage, readPage } from "./journal-reader.ts";
import { keys } from "./keys.ts";
import type { Page } from "./list-page.ts";

/** What narrows a search down; times are ISO 8601 UTC, `to` exclusive. */
export interface JournalFilter {
  readonly action?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export type FoundEntry = AuditEntry & { readonly table: JournaledTable };

/** A stream keeps a change for a day, so no page has entries that are older than it by more. */
const LATEST_MS = 26 * 3_600_000;
/** How many pages one request may look through. */
const PAGES = 20;

interface PageReference {
  readonly table: JournaledTable;
  readonly pageNumber: number;
  /** Where the search goes on with this page. */
  readonly place: string;
}

/** An operator's journal, for people who search it. */
export function journalSearch(tenant: TenantContext, auditTable: string) {
  const { operatorId } = tenant;

  async function gather(
    references: AsyncIterable<PageReference>,
    isWanted: (entry: AuditEntry) => boolean,
    { limit, skip }: { readonly limit: number; readonly skip: number },
  ): Promise<Page<FoundEntry>> {
    const found: FoundEntry[] = [];
    let left = skip;
    let pages = 0;
    for await (const { table, pageNumber, place } of references) {
      if (found.length === limit || pages === PAGES) return { items: found, after: `${place}@0` };
      pages += 1;
      const page = await readPage(auditTable, { operatorId, table }, pageNumber);
      const wanted = entriesOf(page).filter(isWanted).toReversed();
      const rest = wanted.slice(left);
      const room = limit - found.length;
      found.push(...rest.slice(0, room).map((entry) => ({ ...entry, table })));
      if (rest.length > room) return { items: found, after: `${place}@${left + room}` };
      left = 0;
    }
    return { items: found };
  }

  /** Pages that an index leads to, newest first. */
  async function* byTerm(term: SearchTerm, filter: JournalFilter, place: string | undefined) {
    const { pk } = keys.journalTerm(operatorId, term, { at: "", table: "", pageNumber: 0 });
    let behind = place ?? upperBound(filter);
    let isFirst = place !== undefined;
    for (;;) {
      const { Items = [] } = await dynamo.send(
        new QueryCommand({
          TableName: auditTable,
          KeyConditionExpression: `pk = :pk AND sk BETWEEN :from AND :to`,
          ExpressionAttributeValues: toItem({
            ":pk": pk,
            ":from": filter.from ?? "0",
            ":to": behind,
          }),
          ScanIndexForward: false,
          Limit: PAGES + 1,
        }),
      );
      const sortKeys = Items.map(({ sk }) => sk?.S ?? "").filter(
        // The place itself is read again where the search goes on with it.
        (sk) => isFirst || sk !== behind,
      );
      for (const sk of sortKeys) {
        const [, table, number] = sk.split("#");
        const known = JOURNALED_TABLES.find((each) => each === table);
        if (known) yield { table: known, pageNumber: Number(number), place: sk };
      }
      const last = sortKeys.at(-1);
      if (last === undefined || Items.length <= PAGES) return;
      behind = last;
      isFirst = false;
    }
  }

  /** Pages of one chain, newest first. */
  async function* byTable(table: JournaledTable, filter: JournalFilter, place: string | undefined) {
    const chain = { operatorId, table };
    const head = await lastPage(auditTable, chain);
    const top = head?.pageNumber ?? 0;
    const start =
      place === undefined ? await firstAfter(chain, top, upperBound(filter)) : Number(place);
    const oldest = filter.from === undefined ? 1 : await firstAfter(chain, top, filter.from);
    for (let pageNumber = Math.min(start, top); pageNumber >= oldest; pageNumber--) {
      yield { table, pageNumber, place: String(pageNumber) };
    }
  }

  /** The first page that was written at this time or later, by halving; the last one where there is none. */
  async function firstAfter(
    chain: { readonly operatorId: string; readonly table: string },
    top: number,
    at: string,
  ): Promise<number> {
    let [low, high] = [1, top];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const page = await readPage(auditTable, chain, middle);
      if (page && page.at < at) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  return {
    find(
      by: SearchTerm | { readonly by: "table"; readonly value: JournaledTable },
      filter: JournalFilter,
      limit: number,
      after?: string,
    ): Promise<Page<FoundEntry>> {
      const at = after?.lastIndexOf("@") ?? -1;
      const place = at < 0 ? undefined : after?.slice(0, at);
      const skip = at < 0 ? 0 : Number(after?.slice(at + 1));
      const references =
        by.by === "table" ? byTable(by.value, filter, place) : byTerm(by, filter, place);
      const fits = (entry: AuditEntry) => by.by === "table" || isAbout(entry, by);
      return gather(references, (entry) => fits(entry) && passes(entry, filter), { limit, skip });
    },
  };
}

function entriesOf(page: ReadPage | undefined): AuditEntry[] {
  return (page?.lines ?? []).map((line) => JSON.parse(line) as AuditEntry);
}

function isAbout({ object, actor, onBehalfOf }: AuditEntry, { by, value }: SearchTerm): boolean {
  if (by === "object") return objectText(object) === value;
  return actor === value || onBehalfOf === value;
}

function passes({ action, at }: AuditEntry, filter: JournalFilter): boolean {
  const { from = at, to } = filter;
  return (filter.action ?? action) === action && at >= from && (to === undefined || at < to);
}

function upperBound({ to }: JournalFilter): string {
  return to === undefined ? "~" : new Date(Date.parse(to) + LATEST_MS).toISOString();
}
