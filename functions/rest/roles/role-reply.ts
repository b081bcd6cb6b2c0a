import type { RoleDefinition } from "#domain/access/role-definition.ts";
import type { RoleDifference } from "#domain/access/role-difference.ts";

/** A role as REST shows it. */
export function roleReply(role: RoleDefinition) {
  return { ...role, permissions: [...role.permissions] };
}

/** What changed from one version to the next, as REST shows it. */
export function differenceReply({ added, removed, changed, ...versions }: RoleDifference) {
  return { ...versions, added: [...added], removed: [...removed], changed: [...changed] };
}
