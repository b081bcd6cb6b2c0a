import { dutiesWithin, meet, refuseUnplaced } from "./assign-role.ts";
import { refuseConflictingDuties } from "./duties.ts";
import { type Grant, type GrantedRight, grantState, MAXIMUM_GRANT_SECONDS } from "./grants.ts";
import { isPermission, type Permission, permissionEntry } from "./permissions.ts";
import { refusal } from "./refusal.ts";
import { ownGrants, PLATFORM_SCOPE, permissionsOf, roleIn, type Standing } from "./standing.ts";

/** A grant as somebody asks for it; nobody has approved it yet. */
export type GrantRequest = Pick<
  Grant,
  "grantId" | "right" | "siteIds" | "kind" | "startsAt" | "endsAt" | "reason" | "requestedBy"
>;

/**
 * A new grant for the subject of a standing. A `base` or `break-glass` one counts at once, any other once approved.
 * Throws `access.grant-invalid`, `access.grant-too-long`, `access.grant-overlaps` (a renewal is a new request for the
 * time after), `access.review-outstanding`, `access.assignment-invalid` and `access.duties-conflict`.
 */
export function requestGrant(standing: Standing, request: GrantRequest, now: string): Grant {
  const { operatorId, subject, ownRoles } = standing;
  refuseUnclearTimes(request, now);
  if (request.reason.trim() === "") throw invalid("Say what the grant is for.");
  refuseUnfitRight(request, standing);
  const permissions = permissionsOf(request.right, operatorId, ownRoles);
  if (request.kind === "break-glass") refuseBreakGlass(request, permissions, standing);
  const twin = ownGrants(standing).find((held) => isTwin(held, request, now));
  if (twin) {
    const details = { grantId: twin.grantId };
    throw refusal("access.grant-overlaps", "A grant of this right has not ended.", details);
  }
  refuseConflictingDuties([...dutiesWithin(standing, request), ...permissions]);
  return { ...asked(request), operatorId, subject, requestedAt: now };
}

/** Nothing but what may be asked for, so that nobody asks for an approval along with it. */
function asked(request: GrantRequest): GrantRequest {
  const { grantId, right, siteIds, kind, startsAt, endsAt, reason, requestedBy } = request;
  const limits = { ...(siteIds && { siteIds }), ...(endsAt !== undefined && { endsAt }) };
  return { grantId, right, kind, startsAt, reason, requestedBy, ...limits };
}

function refuseUnclearTimes({ kind, startsAt, endsAt }: GrantRequest, now: string): void {
  const startMs = Date.parse(startsAt);
  if (!(startMs >= Date.parse(now))) throw invalid("A grant does not begin in the past.");
  if (kind === "base") {
    if (endsAt !== undefined) throw invalid("A base grant has no end; ask for a project grant.");
    return;
  }
  const lengthMs = endsAt === undefined ? Number.NaN : Date.parse(endsAt) - startMs;
  if (!(lengthMs > 0)) throw invalid("The grant needs an end after its beginning.");
  const maximumSeconds = MAXIMUM_GRANT_SECONDS[kind];
  if (lengthMs > maximumSeconds * 1000) {
    const message = `A ${kind} grant lasts at most ${maximumSeconds} seconds.`;
    throw refusal("access.grant-too-long", message, { maximumSeconds });
  }
}

function refuseUnfitRight({ right, siteIds }: GrantRequest, standing: Standing): void {
  const { operatorId, ownRoles } = standing;
  if ("roleId" in right) {
    const role = roleIn(operatorId, right.roleId, ownRoles);
    if (!role) throw invalid("There is no such role here.");
    refuseUnplaced(siteIds, role.siteScoped);
    return;
  }
  refuseUnplaced(siteIds, false);
  const unfit = right.permissions.filter((permission) => !isFit(permission, operatorId, siteIds));
  if (unfit.length > 0 || right.permissions.length === 0) {
    throw invalid("These permissions cannot be granted here.", { permissions: unfit });
  }
}

function isFit(permission: Permission, operatorId: string, siteIds: readonly string[] | undefined) {
  if (!isPermission(permission)) return false;
  const { reach } = permissionEntry(permission);
  if (reach === "self") return false;
  if (reach === "platform") return operatorId === PLATFORM_SCOPE && !siteIds;
  return reach === "site" || !siteIds;
}

/** What would let the power of an hour outlive it, or put one's own hand under a second person's name. */
const NEVER_BY_BREAK_GLASS: readonly Permission[] = [
  "api-clients:write",
  "grants:break-glass",
  "members:write",
  "platform-members:write",
  "roles:write",
];

function refuseBreakGlass(
  { requestedBy }: GrantRequest,
  permissions: readonly Permission[],
  standing: Standing,
): void {
  if (requestedBy !== standing.subject) throw invalid("Break-glass is taken, not given.");
  const unfit = permissions.filter(
    (permission) => NEVER_BY_BREAK_GLASS.includes(permission) || permission.endsWith(":approve"),
  );
  if (unfit.length > 0) throw invalid("Break-glass cannot give this.", { permissions: unfit });
  const unseen = ownGrants(standing).find(
    ({ kind, reviewedAt }) => kind === "break-glass" && reviewedAt === undefined,
  );
  if (!unseen) return;
  const message = "An earlier break-glass has not been reviewed.";
  throw refusal("access.review-outstanding", message, { grantId: unseen.grantId });
}

function isTwin(held: Grant, wanted: GrantRequest, now: string): boolean {
  const state = grantState(held, now);
  if (state === "revoked" || held.kind !== wanted.kind) return false;
  return shareRight(held.right, wanted.right) && shareSite(held, wanted) && meet(held, wanted);
}

function shareRight(one: GrantedRight, other: GrantedRight): boolean {
  if ("roleId" in one) return "roleId" in other && one.roleId === other.roleId;
  return "permissions" in other && one.permissions.some((name) => other.permissions.includes(name));
}

type Placed = Pick<Grant, "siteIds">;

function shareSite({ siteIds: ones }: Placed, { siteIds: others }: Placed): boolean {
  return !ones || !others || ones.some((siteId) => others.includes(siteId));
}

function invalid(message: string, details: Readonly<Record<string, unknown>> = {}) {
  return refusal("access.grant-invalid", message, details);
}
