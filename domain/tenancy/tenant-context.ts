import type { Approval } from "../access/approval.ts";
import { type Decision, decide, isKnownHere } from "../access/decide.ts";
import { type Sites, sitesPermitted } from "../access/effective-permissions.ts";
import { explain } from "../access/explain.ts";
import { type Permission, permissionEntry } from "../access/permissions.ts";
import type { Reason } from "../access/reasons.ts";
import { refusal } from "../access/refusal.ts";
import { PLATFORM_SCOPE, type Standing } from "../access/standing.ts";
import { DomainError } from "../errors.ts";
import type { Visitor } from "./visitor.ts";

/** Not exported, so no other file can make a value of the two context types. */
const entered: unique symbol = Symbol("entered");

/** Whom the platform's own changes name; no person's token can bear it. */
export const DUTY_SUBJECT = "#system";

/** Leave to act inside one operator. Repositories are made from it, so there is no way to another operator's items. */
export interface TenantContext {
  readonly [entered]: "operator";
  readonly operatorId: string;
  readonly subject: string;
  readonly requestId: string;
  /** For what a handler has to decide beyond the permission of its operation. */
  readonly standing: Standing;
  /** Where the permission of the operation counts: repositories show nothing of other sites. */
  readonly sites: Sites;
  /** Where the platform carries out what a second person approved. */
  readonly approvalId?: string;
  readonly approvedBy?: string;
  /** Why the caller said that they change something. */
  readonly reason?: string;
  /** The network that a request of staff or a program came from. */
  readonly source?: string;
}

/** Leave of a driver to act on what is their own in one operator. */
export interface DriverContext extends TenantContext {
  readonly driverId: string;
}

/** Leave to act on the platform as a whole: to see and make operators. */
export interface PlatformContext {
  readonly [entered]: "platform";
  readonly subject: string;
  readonly requestId: string;
  readonly standing: Standing;
  readonly reason?: string;
  readonly source?: string;
}

/** One request of a person whose access token was verified. */
export interface Request {
  readonly subject: string;
  readonly requestId: string;
  /** ISO 8601 UTC. */
  readonly now: string;
  readonly reason?: string;
  readonly source?: string;
}

/**
 * Lets a person into an operator. Throws `operator.not-found` for a stranger, exactly as for an operator that does not
 * exist, `access.forbidden` (with `reasons`) for one who lacks the permission, and `operator.suspended`. `member` lets
 * in whoever has any right here, to nobody's things but their own.
 */
export function enterOperator(
  { subject, requestId, now, ...why }: Request,
  { standing, operator }: Visitor,
  demanded: Permission | "member",
): TenantContext {
  const { operatorId } = standing;
  const isHere = standing.subject === subject && operatorId !== PLATFORM_SCOPE;
  if (!isHere || operator === "missing" || !isKnownHere(standing, now)) {
    throw new DomainError("operator.not-found", "There is no such operator.");
  }
  const caller = { operatorId, subject, requestId, standing, ...why };
  const context = { [entered]: "operator", ...caller } as const;
  if (demanded === "member") return { ...context, sites: [] };
  const { decision, sites } = decideSomewhere(standing, demanded, now);
  if (!decision.allowed) throw forbidden(decision.because);
  if (operator === "suspended" && !worksWhileSuspended(decision, demanded)) {
    throw new DomainError("operator.suspended", "The operator is suspended.");
  }
  return { ...context, sites };
}

/**
 * Lets somebody who signed in as a driver into an operator: to what is their own there, or, with `driver-account`, no
 * further than to link their account. Throws `operator.not-found` for whom the operator does not know, exactly as for an
 * operator that does not exist, and `operator.suspended` for a link.
 */
export function enterAsDriver(
  { subject, requestId }: Request,
  { standing, operator, driverId }: Visitor,
  demanded: "driver" | "driver-account",
): TenantContext | DriverContext {
  const { operatorId } = standing;
  const isHere = standing.subject === subject && operatorId !== PLATFORM_SCOPE;
  const isStranger = demanded === "driver" && driverId === undefined;
  if (!isHere || operator === "missing" || isStranger) {
    throw new DomainError("operator.not-found", "There is no such operator.");
  }
  if (demanded === "driver-account" && operator === "suspended") {
    throw new DomainError("operator.suspended", "The operator is suspended.");
  }
  const nobody = { subject, operatorId, assignments: [], grants: [], ownRoles: [] };
  const context = {
    [entered]: "operator",
    operatorId,
    subject,
    requestId,
    standing: nobody,
    sites: [],
  } as const;
  return demanded === "driver" && driverId !== undefined ? { ...context, driverId } : context;
}

/**
 * Lets somebody without an account into an operator, to one attempt of their own and nobody's things else. Only who holds
 * a code or a handle that we sealed is let in; what they may do there, nothing of their standing permits.
 */
export function enterAsGuest(
  operatorId: string,
  { attemptId, requestId }: { readonly attemptId: string; readonly requestId: string },
): DriverContext {
  const subject = `guest:${attemptId}`;
  const standing = { subject, operatorId, assignments: [], grants: [], ownRoles: [] };
  return {
    [entered]: "operator",
    operatorId,
    subject,
    requestId,
    standing,
    sites: [],
    driverId: subject,
  };
}

/** Lets a person act on the platform. Throws `access.forbidden` for everybody who lacks the permission there. */
export function enterPlatform(
  { subject, requestId, now, ...why }: Request,
  { standing }: Visitor,
  demanded: Permission,
): PlatformContext {
  const isHere = standing.subject === subject && standing.operatorId === PLATFORM_SCOPE;
  const decision = decide(standing, { permission: demanded, now });
  if (!isHere || !decision.allowed) throw forbidden(decision.because);
  return { [entered]: "platform", subject, requestId, standing, ...why };
}

/**
 * Lets the platform carry out what a second person approved, in its maker's name and in their operator. It can do
 * nothing that a standing would have to permit. Throws `access.approval-not-approved`.
 */
export function enterByApproval(approval: Approval): TenantContext {
  const { approvalId, operatorId, maker: subject, checker, reason, state } = approval;
  if (state !== "approved") {
    throw refusal("access.approval-not-approved", "Nobody has approved this.");
  }
  const standing = { subject, operatorId, assignments: [], grants: [], ownRoles: [] };
  const sites = "everywhere";
  const requestId = approvalId;
  const why = { approvalId, reason, ...(checker !== undefined && { approvedBy: checker }) };
  return { [entered]: "operator", operatorId, subject, requestId, standing, sites, ...why };
}

/**
 * Lets the platform do in an operator, or among those above the operators, what time demands: it ends access that is
 * over, in its own name. Only the function that the clock wakes for it calls this.
 */
export function enterOnDuty(operatorId: string, requestId: string): TenantContext {
  const subject = DUTY_SUBJECT;
  const standing = { subject, operatorId, assignments: [], grants: [], ownRoles: [] };
  const sites = "everywhere";
  return { [entered]: "operator", operatorId, subject, requestId, standing, sites };
}

/**
 * Lets somebody who stands above the operators act in one of them, with no more than they hold above. Whether there is
 * such an operator the repository tells.
 */
export function enterFromAbove(above: PlatformContext, operatorId: string): TenantContext {
  const { [entered]: _, standing: own, ...caller } = above;
  const standing = { ...own, operatorId };
  return { [entered]: "operator", operatorId, ...caller, standing, sites: "everywhere" };
}

/** A refusal that tells the caller why. */
export function forbidden(because: readonly Reason[]): DomainError {
  return new DomainError("access.forbidden", "Nothing that you hold permits this.", {
    reasons: [...new Set(because.map(explain))],
  });
}

/** What counts on sites is permitted where there is one at least; which ones, the context says. */
function decideSomewhere(
  standing: Standing,
  permission: Permission,
  now: string,
): { readonly decision: Decision; readonly sites: Sites } {
  if (permissionEntry(permission).reach !== "site") {
    return { decision: decide(standing, { permission, now }), sites: "everywhere" };
  }
  const sites = sitesPermitted(standing, permission, now);
  const [siteId] = sites === "everywhere" ? [] : sites;
  const question = { permission, now, ...(siteId !== undefined && { siteId }) };
  return { decision: decide(standing, question), sites };
}

/** While an operator is suspended, the platform works on it, and its admins can see what there is and take it along. */
function worksWhileSuspended({ because }: Decision, permission: Permission): boolean {
  return because.some((reason) => {
    if (reason.kind === "client" || reason.kind === "disabled") return false;
    if ("scope" in reason && reason.scope === PLATFORM_SCOPE) return true;
    const reads = permissionEntry(permission).kind === "read" || permission === "operator:export";
    return reads && reason.kind === "role" && reason.roleId === "operator-admin";
  });
}
