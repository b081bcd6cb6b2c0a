import type { Page } from "#adapters/dynamodb/list-page.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { type CursorScope, decodeCursor, encodeCursor } from "./cursor.ts";

interface PageQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** Which list of the caller's operator a cursor belongs to; `filters` is the query without `limit` and `cursor`. */
export function listOf(
  context: Pick<TenantContext, "operatorId">,
  list: string,
  query: PageQuery & Readonly<Record<string, unknown>>,
): CursorScope {
  const { limit, cursor, ...filters } = query;
  return { operatorId: context.operatorId, list, filters };
}

/** The place to go on behind; undefined for the first page. Throws `request.cursor-invalid`. */
export function placeIn(scope: CursorScope, { cursor }: PageQuery): string | undefined {
  return cursor === undefined ? undefined : decodeCursor(scope, cursor);
}

/** The `nextCursor` field of a page's answer, absent on the last page. */
export function nextCursor(scope: CursorScope, { after }: Pick<Page<unknown>, "after">) {
  return after === undefined ? {} : { nextCursor: encodeCursor(scope, after) };
}
