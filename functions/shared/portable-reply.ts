import type { PortableSection } from "#domain/data-requests/portable-sections.ts";
import { csvOf } from "./csv.ts";
import { listOf, nextCursor, placeIn } from "./list-reply.ts";
import { portablePage } from "./portable-data.ts";
import type { Subject } from "./portable-section.ts";

interface Query {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly section?: PortableSection | undefined;
}

/** A page of a person's own data as JSON. */
export async function portableJson(subject: Subject, query: Query) {
  const list = listOf(subject.context, `export of ${subject.driver.driverId}`, { ...query });
  const page = await portablePage(subject, query.section, query.limit, placeIn(list, query));
  return { body: { items: [...page.items], ...nextCursor(list, page) } };
}

/** A page of one section as CSV; the header names the next page. */
export async function portableCsv(
  subject: Subject,
  query: Query & { readonly section: PortableSection },
) {
  const list = listOf(subject.context, `csv of ${subject.driver.driverId}`, { ...query });
  const place = placeIn(list, query);
  const page = await portablePage(subject, query.section, query.limit, place);
  const { nextCursor: next } = nextCursor(list, page) as { readonly nextCursor?: string };
  return {
    text: {
      mediaType: "text/csv",
      content: csvOf(query.section, page.items, place === undefined),
    },
    headers: {
      "content-disposition": `attachment; filename="${query.section}.csv"`,
      ...(next !== undefined && { "x-next-cursor": next }),
    },
  };
}
