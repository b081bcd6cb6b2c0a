import type { Member } from "./member.ts";
import type { RoleDefinition } from "./role-definition.ts";
import type { Standing } from "./standing.ts";

/**
 * What places in an operator and in the platform come to. A place that was disabled counts for nothing; somebody all of
 * whose places were is disabled, so that a colleague of theirs cannot take away what stands above the operator.
 */
export function standingOf(
  who: Pick<Standing, "subject" | "operatorId">,
  members: readonly Member[],
  ownRoles: readonly RoleDefinition[],
): Standing {
  const working = members.filter(({ disabledAt }) => disabledAt === undefined);
  const disabledAt = working.length === 0 ? members[0]?.disabledAt : undefined;
  return {
    subject: who.subject,
    operatorId: who.operatorId,
    assignments: working.flatMap(({ scope, assignments }) =>
      assignments.map((held) => ({ ...held, scope })),
    ),
    grants: working.flatMap(({ grants }) => Object.values(grants)),
    ownRoles,
    ...(disabledAt !== undefined && { disabledAt }),
  };
}
