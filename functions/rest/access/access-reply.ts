import { effectivePermissions } from "#domain/access/effective-permissions.ts";
import { explain } from "#domain/access/explain.ts";
import { withoutForce } from "#domain/access/rights.ts";
import type { Standing } from "#domain/access/standing.ts";
import { grantReply } from "#functions/shared/grant-reply.ts";

/** What somebody may do at a moment, and why, as REST shows it. */
export function accessReply(standing: Standing, now: string) {
  const { operatorId, subject, assignments, grants, disabledAt } = standing;
  return {
    operatorId,
    subject,
    decidedAt: now,
    ...(disabledAt !== undefined && { disabledAt }),
    roles: assignments.map(({ siteIds, ...role }) => ({
      ...role,
      ...(siteIds && { siteIds: [...siteIds] }),
    })),
    grants: grants.map((grant) => grantReply(grant, now)),
    permissions: effectivePermissions(standing, now).map(({ because, sites, ...permission }) => ({
      ...permission,
      sites: sites === "everywhere" ? sites : [...sites],
      because: because.map(explain),
    })),
    withoutForce: withoutForce(standing, now).map(explain),
  };
}
