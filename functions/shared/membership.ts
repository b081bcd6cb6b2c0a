import type { Membership } from "#domain/tenancy/membership.ts";

/** By what right a person may act in a scope; undefined for a stranger. */
export type FindMembership = (subject: string, scope: string) => Promise<Membership | undefined>;

/** How long a right that was withdrawn may still be believed. */
const BELIEVED_MS = 30_000;
const REMEMBERED = 1_000;

/** Looks memberships up, and believes what it found for half a minute. That somebody is a stranger is never remembered. */
export function rememberedMemberships(
  find: FindMembership,
  nowMs: () => number = Date.now,
): FindMembership {
  const known = new Map<string, { readonly membership: Membership; readonly until: number }>();
  return async (subject, scope) => {
    const name = JSON.stringify([subject, scope]);
    const remembered = known.get(name);
    if (remembered && remembered.until > nowMs()) return remembered.membership;
    known.delete(name);
    const membership = await find(subject, scope);
    if (!membership) return undefined;
    const [oldest] = known.keys();
    if (known.size >= REMEMBERED && oldest !== undefined) known.delete(oldest);
    known.set(name, { membership, until: nowMs() + BELIEVED_MS });
    return membership;
  };
}
