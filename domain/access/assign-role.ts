import { refuseConflictingDuties } from "./duties.ts";
import { grantEndsAt, grantState } from "./grants.ts";
import type { Permission } from "./permissions.ts";
import { refusal } from "./refusal.ts";
import {
  ownGrants,
  permissionsOf,
  type RoleAssignment,
  reachesIn,
  roleIn,
  type Standing,
} from "./standing.ts";

/** A span of time; without an end it never ends. */
export interface Span {
  readonly startsAt: string;
  readonly endsAt?: string;
}

/**
 * The assignments of a subject with one more in this operator. An assignment of the same role is replaced, and so is
 * `instead`, the role that somebody who moves gives up. Throws `access.assignment-invalid` and `access.duties-conflict`.
 */
export function assignRole(
  standing: Standing,
  wanted: Omit<RoleAssignment, "scope">,
  now: string,
  instead?: string,
): readonly RoleAssignment[] {
  const scope = standing.operatorId;
  const role = roleIn(scope, wanted.roleId, standing.ownRoles);
  if (!role) throw refusal("access.assignment-invalid", "There is no such role here.");
  refuseUnplaced(wanted.siteIds, role.siteScoped);
  const kept = standing.assignments.filter(
    (held) => held.scope !== scope || (held.roleId !== wanted.roleId && held.roleId !== instead),
  );
  const duties = dutiesWithin({ ...standing, assignments: kept }, { startsAt: now });
  refuseConflictingDuties([...duties, ...role.permissions]);
  return [...kept, { ...wanted, scope }];
}

/** Throws `access.assignment-invalid` where sites are named but none, or must be named and are not. */
export function refuseUnplaced(siteIds: readonly string[] | undefined, siteScoped: boolean): void {
  if (siteIds?.length === 0 || (siteScoped && !siteIds)) {
    throw refusal("access.assignment-invalid", "Name at least one site where this counts.");
  }
}

/** Every permission that a subject holds, or will hold, at any moment of a span, wherever it counts. */
export function dutiesWithin(standing: Standing, span: Span): readonly Permission[] {
  const roles = standing.assignments
    .filter(({ scope }) => reachesIn(scope, standing))
    .map(({ scope, roleId }) => permissionsOf({ roleId }, scope, standing.ownRoles));
  const grants = ownGrants(standing)
    .filter((grant) => grantState(grant, span.startsAt) !== "revoked" && meet(spanOf(grant), span))
    .map(({ right, operatorId }) => permissionsOf(right, operatorId, standing.ownRoles));
  return [...new Set([...roles, ...grants, standing.client?.permissions ?? []].flat())];
}

/** Whether two spans have a moment in common. */
export function meet(one: Span, other: Span): boolean {
  return isBefore(one.startsAt, other.endsAt) && isBefore(other.startsAt, one.endsAt);
}

function spanOf(grant: Parameters<typeof grantEndsAt>[0]): Span {
  const endsAt = grantEndsAt(grant);
  return { startsAt: grant.startsAt, ...(endsAt !== undefined && { endsAt }) };
}

function isBefore(moment: string, end: string | undefined): boolean {
  return end === undefined || Date.parse(moment) < Date.parse(end);
}
