import { isOver, withoutGrants } from "./change-member.ts";
import { completeStep, type LeaverHoldings, type LeaverStepName, startLeaving } from "./leaver.ts";
import type { Member } from "./member.ts";
import { refusal } from "./refusal.ts";

/** What somebody holds besides their place: what the system or a person has to deal with when they leave. */
export type OtherHoldings = Omit<LeaverHoldings, "grantIds" | "roleIds">;

/** What is over as soon as the member's item is written, because every decision is made by it. */
const DONE_AT_ONCE: readonly LeaverStepName[] = ["end-memberships", "revoke-grants"];

/**
 * A member who leaves: disabled, without roles and grants, and with the checklist of what else is to be done. Throws
 * `request.conflict` for one who has left.
 */
export function leave(
  member: Member,
  other: OtherHoldings,
  startedBy: string,
  now: string,
): Member {
  const { subject, scope: operatorId, assignments, grants } = member;
  const holdings = {
    ...other,
    roleIds: assignments.map(({ roleId }) => roleId),
    grantIds: Object.values(grants)
      .filter((grant) => !isOver(grant, now))
      .map(({ grantId }) => grantId),
  };
  const opened = startLeaving({ operatorId, subject, startedBy }, holdings, now);
  const leaving = DONE_AT_ONCE.reduce(
    (list, step) => completeStep(list, step, "system", now),
    opened,
  );
  return {
    ...withoutGrants(member, startedBy, now),
    assignments: [],
    disabledAt: member.disabledAt ?? now,
    disabledBecause: "left",
    leaving,
  };
}

/** A member whose account nobody has used for too long. Roles stay, for the day when somebody lets it live again. */
export function disableDormant(member: Member, now: string): Member {
  return { ...member, disabledAt: now, disabledBecause: "dormant" };
}

/** A member whose access lives again. Throws `access.assignment-invalid` where it never ended. */
export function enable(member: Member, now: string): Member {
  const { disabledAt, disabledBecause, leaving, ...rest } = member;
  if (disabledAt === undefined) {
    throw refusal("access.assignment-invalid", "Their access is not disabled.");
  }
  // A sign-in of before does not live again with the place.
  return { ...rest, enabledAt: now, signedOutBefore: disabledAt };
}

/** A member whose sign-ins so far count for nothing in their operator. */
export function signedOut(member: Member, now: string): Member {
  return { ...member, signedOutBefore: now };
}

/**
 * A member who is to enrol a new second factor: signed out, and marked for the platform, which knows whether they work
 * for somebody else too.
 */
export function withSecondFactorReset(
  member: Member,
  asked: { readonly by: string; readonly fromAbove: boolean },
  now: string,
): Member {
  const { by: askedBy, fromAbove } = asked;
  return { ...signedOut(member, now), secondFactorReset: { askedBy, askedAt: now, fromAbove } };
}

/** A leaver with a step of their checklist done. */
export function withStepDone(
  member: Member,
  step: LeaverStepName,
  doneBy: string,
  now: string,
): Member {
  if (!member.leaving) return member;
  return { ...member, leaving: completeStep(member.leaving, step, doneBy, now) };
}
