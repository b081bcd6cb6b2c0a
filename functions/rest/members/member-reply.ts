import { dormancyOf } from "#domain/access/dormancy.ts";
import { isInForce } from "#domain/access/grants.ts";
import type { Member } from "#domain/access/member.ts";

/** A member as REST shows them at a moment. */
export function memberReply(member: Member, now: string) {
  const { scope: operatorId, assignments, grants, leaving, disabledBecause, ...others } = member;
  const { secondFactorReset, warnedOfEndAt, ...facts } = others;
  const { state, disableAt } = dormancyOf(member, now);
  return {
    ...facts,
    operatorId,
    roles: assignments.map(({ roleId, siteIds }) => ({
      roleId,
      ...(siteIds && { siteIds: [...siteIds] }),
    })),
    grantIds: Object.values(grants)
      .filter((grant) => member.disabledAt === undefined && isInForce(grant, now))
      .map(({ grantId }) => grantId),
    state: disabledBecause ?? state,
    ...(member.disabledAt === undefined && { disableAt }),
    ...(secondFactorReset && { secondFactorResetAskedAt: secondFactorReset.askedAt }),
    ...(leaving && {
      leaving: {
        startedBy: leaving.startedBy,
        startedAt: leaving.startedAt,
        steps: leaving.steps.map(({ targets, ...step }) => ({ ...step, targets: [...targets] })),
      },
    }),
  };
}
