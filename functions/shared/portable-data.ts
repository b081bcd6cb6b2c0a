import type { Page } from "#adapters/dynamodb/list-page.ts";
import type { PortableRecord } from "#contracts/rest/portability.ts";
import {
  PORTABLE_SECTIONS,
  type PortableSection,
} from "#domain/data-requests/portable-sections.ts";
import type { Subject } from "./portable-section.ts";
import { READ_SECTION } from "./portable-sections.ts";

/**
 * A page of a person's own data, one section after the other. Nothing of it is kept anywhere: each page is read when it
 * is asked for, so it has no size that it could outgrow, and leaves nothing to erase.
 */
export async function portablePage(
  subject: Subject,
  section: PortableSection | undefined,
  limit: number,
  place?: string,
): Promise<Page<PortableRecord>> {
  const sections = section === undefined ? PORTABLE_SECTIONS : [section];
  const [first = "", after] = place === undefined ? [] : splitOnce(place);
  const items: PortableRecord[] = [];
  const start = sections.map(String).indexOf(first);
  let within = after === "" ? undefined : after;
  for (const [index, name] of sections.entries()) {
    if (index < start) continue;
    const page = await READ_SECTION[name](subject, limit - items.length, within);
    within = undefined;
    items.push(...page.items);
    if (page.after !== undefined) return { items, after: `${name} ${page.after}` };
    const next = sections[index + 1];
    if (items.length >= limit && next !== undefined) return { items, after: `${next} ` };
  }
  return { items };
}

function splitOnce(place: string): readonly [string, string] {
  const at = place.indexOf(" ");
  return [place.slice(0, at), place.slice(at + 1)];
}
