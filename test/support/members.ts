import type { Member } from "#domain/access/member.ts";

/** A person with one role in a scope: an operator id, or `platform`. */
export interface HolderOfRole {
  readonly scope: string;
  readonly subject: string;
  readonly role: string;
  readonly siteIds?: readonly string[];
}

const CREATED_AT = "2026-01-01T00:00:00.000Z";

/** A member as the Directory table has them, used just now so that nothing has to be taken down. */
export function aMember({ scope, subject, role, siteIds }: HolderOfRole): Member {
  return {
    subject,
    scope,
    assignments: [{ roleId: role, ...(siteIds && { siteIds }) }],
    grants: {},
    lastUsedAt: new Date().toISOString(),
    createdAt: CREATED_AT,
    updatedAt: CREATED_AT,
    version: 1,
  };
}
