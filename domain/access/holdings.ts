import { revokeGrant } from "./change-grant.ts";
import { isOver, standingIn, withGrant } from "./change-member.ts";
import { decide } from "./decide.ts";
import type { Member } from "./member.ts";
import type { Holding } from "./review-campaign.ts";
import type { RoleDefinition } from "./role-definition.ts";
import { roleInForce } from "./roles.ts";
import { permissionsOf } from "./standing.ts";

/** All that a member holds until somebody takes it away: their roles, and grants without an end. */
export function holdingsOf(
  member: Member,
  ownRoles: readonly RoleDefinition[],
  now: string,
): readonly Holding[] {
  const { subject, scope, assignments, grants, disabledAt } = member;
  if (disabledAt !== undefined) return [];
  const roles = assignments.map(({ roleId: id }) => ({
    holdingId: `${subject}/role/${id}`,
    subject,
    what: { kind: "role", id } as const,
    permissions: roleInForce(id, ownRoles)?.permissions ?? [],
  }));
  const lasting = Object.values(grants)
    .filter((grant) => grant.kind === "base" && !isOver(grant, now))
    .map(({ grantId: id, right }) => ({
      holdingId: `${subject}/grant/${id}`,
      subject,
      what: { kind: "grant", id } as const,
      permissions: permissionsOf(right, scope, ownRoles),
    }));
  return [...roles, ...lasting];
}

/** The members who may be asked in a review, for the operator as a whole. */
export function reviewersAmong(
  members: readonly Member[],
  ownRoles: readonly RoleDefinition[],
  now: string,
): readonly string[] {
  return members
    .filter((member) => {
      const question = { permission: "reviews:answer", now } as const;
      return decide(standingIn(member, ownRoles), question).allowed;
    })
    .map(({ subject }) => subject);
}

/** A member without one thing that they held; as they are where they hold it no more. */
export function withoutHolding(
  member: Member,
  what: Holding["what"],
  revokedBy: string,
  now: string,
): Member {
  if (what.kind === "role") {
    const assignments = member.assignments.filter(({ roleId }) => roleId !== what.id);
    return assignments.length === member.assignments.length ? member : { ...member, assignments };
  }
  const grant = member.grants[what.id];
  if (!grant || isOver(grant, now)) return member;
  return withGrant(member, revokeGrant(grant, revokedBy, now), now);
}
