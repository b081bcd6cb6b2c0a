import type { GrantView } from "#contracts/rest/access-fields.ts";
import { isReviewOverdue } from "#domain/access/change-grant.ts";
import { type Grant, grantEndsAt, grantState, reviewDueAt } from "#domain/access/grants.ts";
import { defined } from "./defined.ts";

/** A grant as REST shows it at a moment. */
export function grantReply(grant: Grant, now: string): GrantView {
  const { right, siteIds, endsAt: _, ...facts } = grant;
  const dueAt = reviewDueAt(grant);
  return {
    ...facts,
    ...("roleId" in right ? { roleId: right.roleId } : { permissions: [...right.permissions] }),
    ...defined({ endsAt: grantEndsAt(grant), siteIds: siteIds && [...siteIds] }),
    state: grantState(grant, now),
    ...(dueAt !== undefined && { reviewDueAt: dueAt, reviewOverdue: isReviewOverdue(grant, now) }),
  };
}
