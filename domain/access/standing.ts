import type { Grant, GrantedRight } from "./grants.ts";
import type { Permission } from "./permissions.ts";
import type { RoleDefinition } from "./role-definition.ts";
import { builtInRole, PLATFORM_ROLE_ID, roleInForce } from "./roles.ts";

/** The scope of roles and grants that stand above the operators. */
export const PLATFORM_SCOPE = "platform";

/** A role that a subject holds through a membership, until somebody takes it away. */
export interface RoleAssignment {
  /** An operator id, or `platform`. */
  readonly scope: string;
  readonly roleId: string;
  /** Where it counts; absent for everywhere, unless the role must be given with sites. */
  readonly siteIds?: readonly string[];
}

/** What a program may do that calls the API as itself. */
interface ClientScopes {
  readonly clientId: string;
  readonly permissions: readonly Permission[];
  readonly siteIds?: readonly string[];
  readonly expiresAt: string;
}

/**
 * All that decides what one subject may do in one operator, as one read gives it. It may be remembered: what time does
 * to it is judged at each decision.
 */
export interface Standing {
  readonly subject: string;
  /** An operator id, or `platform`. */
  readonly operatorId: string;
  /** Of this operator and of the platform; any other is passed over. */
  readonly assignments: readonly RoleAssignment[];
  /** Of this subject, in this operator and in the platform; any other is passed over. */
  readonly grants: readonly Grant[];
  /** The operator's own versions of roles. */
  readonly ownRoles: readonly RoleDefinition[];
  /** Where the subject is a program. */
  readonly client?: ClientScopes;
  /** Since when nothing is permitted any more: a leaver, or a dormant account. */
  readonly disabledAt?: string;
}

/** Whether a scope reaches into the operator of a standing. */
export function reachesIn(scope: string, standing: Standing): boolean {
  return scope === standing.operatorId || scope === PLATFORM_SCOPE;
}

/** The grants that speak of this subject here, in force or not. */
export function ownGrants(standing: Standing): readonly Grant[] {
  return standing.grants.filter(
    (grant) => grant.subject === standing.subject && reachesIn(grant.operatorId, standing),
  );
}

/** A role as it counts in a scope: the platform's one in the platform, any other in an operator. */
export function roleIn(
  scope: string,
  roleId: string,
  ownRoles: readonly RoleDefinition[],
): RoleDefinition | undefined {
  if (scope !== PLATFORM_SCOPE) return roleInForce(roleId, ownRoles);
  return roleId === PLATFORM_ROLE_ID ? builtInRole(roleId) : undefined;
}

/** The permissions that a granted right stands for now; none where its role is gone. */
export function permissionsOf(
  right: GrantedRight,
  scope: string,
  ownRoles: readonly RoleDefinition[],
): readonly Permission[] {
  if ("permissions" in right) return right.permissions;
  return roleIn(scope, right.roleId, ownRoles)?.permissions ?? [];
}
