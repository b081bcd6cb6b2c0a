import { BUILT_IN_ROLES } from "./built-in-roles.ts";
import type { RoleDefinition } from "./role-definition.ts";

/** The role of the platform: it is held above the operators, and no operator may change or give it. */
export const PLATFORM_ROLE_ID = "system-admin";

/** The role of drivers, who act on what is their own and are nobody's staff. */
export const DRIVER_ROLE_ID = "customer";

/** A role as the platform ships it. */
export function builtInRole(roleId: string): RoleDefinition | undefined {
  return BUILT_IN_ROLES.find((role) => role.roleId === roleId);
}

/**
 * The definition that counts in an operator: the newest of its own versions, else what the platform ships; undefined
 * for a role that there is not, and for the role of the platform.
 */
export function roleInForce(
  roleId: string,
  ownRoles: readonly RoleDefinition[],
): RoleDefinition | undefined {
  if (roleId === PLATFORM_ROLE_ID) return undefined;
  let newest: RoleDefinition | undefined;
  for (const role of ownRoles) {
    if (role.roleId === roleId && role.version > (newest?.version ?? 0)) newest = role;
  }
  return newest ?? builtInRole(roleId);
}

/** The roles of an operator as they count now: its own versions, its own roles, and what the platform ships. */
export function rolesInForce(ownRoles: readonly RoleDefinition[]): readonly RoleDefinition[] {
  const roleIds = [...BUILT_IN_ROLES, ...ownRoles].map(({ roleId }) => roleId);
  return [...new Set(roleIds)].flatMap((roleId) => roleInForce(roleId, ownRoles) ?? []);
}
