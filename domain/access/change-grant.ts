import { type Grant, grantState, needsApprover, reviewDueAt } from "./grants.ts";
import { refusal } from "./refusal.ts";

/**
 * The grant with its second person. The permission to approve is checked where the approval is. Throws
 * `access.grant-self-approved`, `access.approval-already-decided` and `access.grant-ended`.
 */
export function approveGrant(grant: Grant, approvedBy: string, now: string): Grant {
  if (grant.approvedBy !== undefined || !needsApprover(grant.kind)) {
    throw refusal("access.approval-already-decided", "The grant waits for no approval.");
  }
  if (approvedBy === grant.subject || approvedBy === grant.requestedBy) {
    throw refusal("access.grant-self-approved", "Somebody else must approve the grant.");
  }
  const approved = { ...grant, approvedBy, approvedAt: now };
  refuseEnded(approved, now);
  return approved;
}

/** The grant, over from now on. Throws `access.grant-ended` where it already is. */
export function revokeGrant(grant: Grant, revokedBy: string, now: string): Grant {
  refuseEnded(grant, now);
  return { ...grant, revokedAt: now, revokedBy };
}

/**
 * A break-glass that somebody else has looked at. Throws `access.review-invalid` for any other grant,
 * `access.review-answered` and `access.review-self`.
 */
export function reviewBreakGlass(grant: Grant, reviewedBy: string, now: string): Grant {
  if (grant.kind !== "break-glass") {
    throw refusal("access.review-invalid", "Only a break-glass is reviewed so.");
  }
  if (grant.reviewedAt !== undefined) {
    throw refusal("access.review-answered", "The break-glass has been reviewed.");
  }
  if (reviewedBy === grant.subject) {
    throw refusal("access.review-self", "Somebody else must review a break-glass.");
  }
  return { ...grant, reviewedBy, reviewedAt: now };
}

/** Whether a break-glass should have been reviewed by now and was not. */
export function isReviewOverdue(grant: Grant, now: string): boolean {
  const dueAt = reviewDueAt(grant);
  if (dueAt === undefined || grant.reviewedAt !== undefined) return false;
  return Date.parse(dueAt) <= Date.parse(now);
}

function refuseEnded(grant: Grant, now: string): void {
  const state = grantState(grant, now);
  if (state === "ended" || state === "revoked") {
    throw refusal("access.grant-ended", "The grant is over.");
  }
}
