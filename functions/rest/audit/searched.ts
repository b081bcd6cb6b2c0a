import type { SearchTerm } from "#domain/audit/index-of-page.ts";
import type { JournaledTable } from "#domain/audit/kind-of.ts";
import { invalid } from "#functions/shared/rest-request.ts";

/** What a search is by. Throws `request.invalid` where it is by nothing, or by more than one thing. */
export function searched(query: {
  readonly object?: string | undefined;
  readonly actor?: string | undefined;
  readonly table?: JournaledTable | undefined;
}): SearchTerm | { readonly by: "table"; readonly value: JournaledTable } {
  const { object, actor, table } = query;
  const given = [object, actor, table].filter((each) => each !== undefined);
  if (given.length === 1) {
    if (object !== undefined) return { by: "object", value: object.replace(":", "#") };
    if (actor !== undefined) return { by: "actor", value: actor };
    if (table !== undefined) return { by: "table", value: table };
  }
  throw invalid({
    in: "query",
    pointer: "/object",
    detail: "Search by exactly one of object, actor and table",
  });
}
