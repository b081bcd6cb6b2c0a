import type { Approval } from "./approval.ts";
import { decide } from "./decide.ts";
import { refusal } from "./refusal.ts";
import type { Standing } from "./standing.ts";

/** The second person who decides, what they were shown, and when. */
export interface Check {
  readonly checker: Standing;
  /** Hash of what the checker saw. */
  readonly payloadHash: string;
  readonly now: string;
}

/**
 * The approval with its second person's consent. Throws `access.approval-already-executed`, `…-already-decided`,
 * `…-expired`, `…-self`, `…-payload-changed` and `…-not-permitted`.
 */
export function approve(approval: Approval, check: Check): Approval {
  return decided(approval, check, "approved");
}

/** The approval with its second person's refusal, under the same conditions. */
export function refuse(approval: Approval, check: Check): Approval {
  return decided(approval, check, "refused");
}

/** The maker takes the request back; whoever else asks is refused with `access.approval-not-permitted`. */
export function withdraw(approval: Approval, subject: string, now: string): Approval {
  if (subject !== approval.maker) throw notPermitted();
  refuseUnlessOpen(approval, now);
  return { ...approval, state: "refused", checker: subject, decidedAt: now };
}

/**
 * Marks an approved action as executed, in the same transaction as its effect and on condition that the stored approval
 * is the one given: so it happens once. `payloadHash` is made anew from what is about to be done. Throws
 * `access.approval-already-executed`, `…-not-approved`, `…-expired` and `…-payload-changed`.
 */
export function execute(
  approval: Approval,
  { payloadHash, now }: Pick<Check, "payloadHash" | "now">,
): Approval {
  refuseUnlessApproved(approval);
  refuseExpired(approval, now);
  refuseChanged(approval, payloadHash);
  return { ...approval, state: "executed", closedAt: now };
}

/** Marks an approved action whose execution was refused; it is not tried again. Throws as `execute` does. */
export function fail(approval: Approval, failureCode: string, now: string): Approval {
  refuseUnlessApproved(approval);
  return { ...approval, state: "failed", failureCode, closedAt: now };
}

/** The approval as it stands at a moment: expired where its time passed and nothing came of it, else as it is. */
export function expire(approval: Approval, now: string): Approval {
  const isOpen = approval.state === "pending" || approval.state === "approved";
  if (!isOpen || !isExpired(approval, now)) return approval;
  return { ...approval, state: "expired", closedAt: approval.expiresAt };
}

function decided(approval: Approval, check: Check, state: "approved" | "refused"): Approval {
  const { checker, payloadHash, now } = check;
  refuseUnlessOpen(approval, now);
  if (checker.subject === approval.maker) {
    throw refusal("access.approval-self", "Somebody else than the maker must decide.");
  }
  refuseChanged(approval, payloadHash);
  if (!mayCheck(approval, checker, now)) throw notPermitted();
  return { ...approval, state, checker: checker.subject, decidedAt: now };
}

/** A program decides nothing: its maker could be the approval's maker. */
function mayCheck(approval: Approval, checker: Standing, now: string): boolean {
  if (checker.client || checker.operatorId !== approval.operatorId) return false;
  return decide(checker, { permission: approval.requiredPermission, now }).allowed;
}

function refuseUnlessOpen(approval: Approval, now: string): void {
  if (approval.state === "executed") throw alreadyExecuted();
  if (approval.state === "expired") throw expired();
  if (approval.state !== "pending") {
    throw refusal("access.approval-already-decided", "This was decided before.");
  }
  refuseExpired(approval, now);
}

function refuseUnlessApproved({ state }: Approval): void {
  if (state === "executed") throw alreadyExecuted();
  if (state === "expired") throw expired();
  if (state !== "approved") {
    throw refusal("access.approval-not-approved", "Nobody has approved this.");
  }
}

function refuseExpired(approval: Approval, now: string): void {
  if (isExpired(approval, now)) throw expired();
}

/** True too where a time cannot be read. */
function isExpired({ expiresAt }: Approval, now: string): boolean {
  return !(Date.parse(now) < Date.parse(expiresAt));
}

function refuseChanged(approval: Approval, payloadHash: string): void {
  if (payloadHash !== approval.payloadHash) {
    throw refusal("access.approval-payload-changed", "What is to be done is not what was shown.");
  }
}

function alreadyExecuted() {
  return refusal("access.approval-already-executed", "This has been done.");
}

function expired() {
  return refusal("access.approval-expired", "The time to decide is over.");
}

function notPermitted() {
  return refusal("access.approval-not-permitted", "You may not decide this.");
}
