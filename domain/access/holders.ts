import { dutiesWithin } from "./assign-role.ts";
import { isOver, standingIn } from "./change-member.ts";
import { conflictsOf } from "./duties.ts";
import type { Member } from "./member.ts";
import { refusal } from "./refusal.ts";
import type { RoleDefinition } from "./role-definition.ts";

/**
 * Refuses a version of a role by which somebody who holds it, or has it granted, would unite duties that must be kept
 * apart. Throws `access.duties-conflict` with who and why.
 */
export function refuseConflictsOfHolders(
  role: RoleDefinition,
  members: readonly Member[],
  ownRoles: readonly RoleDefinition[],
  now: string,
): void {
  const roles = [...ownRoles.filter(({ roleId }) => roleId !== role.roleId), role];
  const reasons = members
    .filter((member) => holds(member, role.roleId, now))
    .flatMap((member) => {
      const duties = dutiesWithin(standingIn(member, roles), { startsAt: now });
      return conflictsOf(duties).map(({ why }) => `${member.subject}: ${why}`);
    });
  if (reasons.length === 0) return;
  const message = "Somebody who holds the role would unite duties that must be kept apart.";
  throw refusal("access.duties-conflict", message, { reasons });
}

function holds({ assignments, grants }: Member, roleId: string, now: string): boolean {
  if (assignments.some((held) => held.roleId === roleId)) return true;
  return Object.values(grants).some(
    (grant) => "roleId" in grant.right && grant.right.roleId === roleId && !isOver(grant, now),
  );
}
