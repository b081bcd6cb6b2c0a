import type { Member } from "#domain/access/member.ts";
import { fromItem, type Item } from "./client.ts";

/** What there may be of a member: the first SystemAdmin is put there by hand, and older items have but one role. */
type Stored = Partial<Member> & { readonly subject: string; readonly role?: string };

/** A member as the Directory table has it; version 0 where the item has none. */
export function memberFrom(item: Item): Member {
  const { role, ...stored } = fromItem<Stored>(item);
  const scope = item["pk"]?.S ?? "";
  const createdAt = stored.createdAt ?? "1970-01-01T00:00:00.000Z";
  return {
    assignments: role === undefined ? [] : [{ roleId: role }],
    grants: {},
    updatedAt: createdAt,
    version: 0,
    ...stored,
    createdAt,
    scope,
  };
}
