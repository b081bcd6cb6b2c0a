import { assignRole } from "./assign-role.ts";
import { revokeGrant } from "./change-grant.ts";
import { type Grant, grantEndsAt, grantState } from "./grants.ts";
import type { HeldRole, Member } from "./member.ts";
import type { Permission } from "./permissions.ts";
import { refusal } from "./refusal.ts";
import type { RoleDefinition } from "./role-definition.ts";
import { DRIVER_ROLE_ID, roleInForce } from "./roles.ts";
import type { Standing } from "./standing.ts";
import { standingOf } from "./standing-of.ts";

/** How long a grant that is over stays with its member, for those who ask why something is no longer permitted. */
const KEPT_MS = 30 * 86_400_000;

/** Somebody who has a place and nothing else yet. */
export function newMember(scope: string, subject: string, now: string): Member {
  const life = { createdAt: now, updatedAt: now, version: 0 };
  return { subject, scope, assignments: [], grants: {}, ...life };
}

/** What a member's place in their operator comes to. */
export function standingIn(member: Member, ownRoles: readonly RoleDefinition[]): Standing {
  return standingOf({ subject: member.subject, operatorId: member.scope }, [member], ownRoles);
}

/**
 * A member with these roles and no others: the old ones are gone before the first new one is given. Throws
 * `access.assignment-invalid` and `access.duties-conflict`.
 */
export function withRoles(
  member: Member,
  wanted: readonly HeldRole[],
  ownRoles: readonly RoleDefinition[],
  now: string,
): Member {
  if (member.disabledAt !== undefined) {
    throw refusal("access.assignment-invalid", "Their access is disabled.");
  }
  if (wanted.some(({ roleId }) => roleId === DRIVER_ROLE_ID)) {
    throw refusal("access.assignment-invalid", "Drivers are no members of an operator.");
  }
  let standing: Standing = { ...standingIn(member, ownRoles), assignments: [] };
  for (const held of wanted) {
    standing = { ...standing, assignments: assignRole(standing, held, now) };
  }
  const assignments = standing.assignments.map(({ scope: _, ...held }) => held);
  return { ...member, assignments };
}

/** A member with a grant as it is now; grants that were over long ago are left out. */
export function withGrant(member: Member, grant: Grant, now: string): Member {
  const kept = Object.values(member.grants).filter((held) => isOfInterest(held, now));
  const grants = [...kept.filter(({ grantId }) => grantId !== grant.grantId), grant];
  return { ...member, grants: Object.fromEntries(grants.map((each) => [each.grantId, each])) };
}

/** A member without any grant that is not over. */
export function withoutGrants(member: Member, revokedBy: string, now: string): Member {
  const grants = Object.values(member.grants).map((grant) =>
    isOver(grant, now) ? grant : revokeGrant(grant, revokedBy, now),
  );
  return { ...member, grants: Object.fromEntries(grants.map((each) => [each.grantId, each])) };
}

/** What a member gains and loses by a change of roles. */
export interface RoleMove {
  readonly removedRoles: readonly string[];
  readonly addedRoles: readonly string[];
  readonly lostPermissions: readonly Permission[];
  readonly gainedPermissions: readonly Permission[];
}

/** The difference that a change of roles makes, for people who approve or audit it; sites are not compared. */
export function roleMove(
  before: Member,
  after: Member,
  ownRoles: readonly RoleDefinition[],
): RoleMove {
  const [rolesBefore, rolesAfter] = [roleIdsOf(before), roleIdsOf(after)];
  const [had, has] = [rolesBefore, rolesAfter].map((roleIds) => permissionsOf(roleIds, ownRoles));
  return {
    removedRoles: rolesBefore.filter((roleId) => !rolesAfter.includes(roleId)),
    addedRoles: rolesAfter.filter((roleId) => !rolesBefore.includes(roleId)),
    lostPermissions: (had ?? []).filter((permission) => !has?.includes(permission)),
    gainedPermissions: (has ?? []).filter((permission) => !had?.includes(permission)),
  };
}

/** Whether a grant has ended or was revoked. */
export function isOver(grant: Grant, now: string): boolean {
  const state = grantState(grant, now);
  if (state === "revoked" || state === "ended") return true;
  // Nobody approved it, and its time has passed.
  const endsAt = grantEndsAt(grant);
  return endsAt !== undefined && Date.parse(endsAt) <= Date.parse(now);
}

function roleIdsOf({ assignments }: Member): readonly string[] {
  return [...new Set(assignments.map(({ roleId }) => roleId))];
}

function permissionsOf(
  roleIds: readonly string[],
  ownRoles: readonly RoleDefinition[],
): readonly Permission[] {
  return [
    ...new Set(roleIds.flatMap((roleId) => roleInForce(roleId, ownRoles)?.permissions ?? [])),
  ];
}

/** A break-glass that nobody has looked at stays, however old it is. */
function isOfInterest(grant: Grant, now: string): boolean {
  if (grant.kind === "break-glass" && grant.reviewedAt === undefined) return true;
  if (!isOver(grant, now)) return true;
  const end = grant.revokedAt ?? grantEndsAt(grant) ?? now;
  return Date.parse(now) - Date.parse(end) < KEPT_MS;
}
