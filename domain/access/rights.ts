import { type Grant, grantEndsAt, grantState } from "./grants.ts";
import { isPermission, type Permission, permissionEntry } from "./permissions.ts";
import type { Reason, RightSource } from "./reasons.ts";
import { ownGrants, PLATFORM_SCOPE, reachesIn, roleIn, type Standing } from "./standing.ts";

/** Permissions that a subject holds now, where they count, and whence they come. */
export interface Right {
  readonly source: RightSource;
  readonly permissions: readonly Permission[];
  /** Absent where it counts everywhere; empty where it counts nowhere. */
  readonly siteIds?: readonly string[];
}

/** Everything that a subject holds at a moment; nothing for one whose access was disabled. */
export function rightsOf(standing: Standing, now: string): readonly Right[] {
  if (standing.disabledAt !== undefined) return [];
  const rights: Right[] = [];
  for (const { scope, roleId, siteIds } of standing.assignments) {
    const role = reachesIn(scope, standing) ? roleIn(scope, roleId, standing.ownRoles) : undefined;
    if (!role) continue;
    const source = { kind: "role", scope, roleId, version: role.version } as const;
    rights.push({ source, permissions: role.permissions, ...placed(siteIds, role.siteScoped) });
  }
  for (const grant of ownGrants(standing)) {
    const right = grantState(grant, now) === "in-force" ? rightOf(grant, standing) : undefined;
    if (right) rights.push(right);
  }
  const { client, operatorId } = standing;
  if (client && isBefore(now, client.expiresAt)) {
    const { clientId, expiresAt: until, permissions, siteIds } = client;
    const source = { kind: "client", scope: operatorId, clientId, until } as const;
    rights.push({ source, permissions, ...placed(siteIds, false) });
  }
  return rights;
}

/** Whether a right holds a permission that its scope may give: what stands above the operators comes from there. */
export function holds(right: Right, permission: Permission): boolean {
  if (!right.permissions.includes(permission)) return false;
  if (!isPermission(permission)) return false;
  return permissionEntry(permission).reach !== "platform" || right.source.scope === PLATFORM_SCOPE;
}

/** Why the roles, grants and scopes that count for nothing now do so. */
export function withoutForce(standing: Standing, now: string): readonly Reason[] {
  const { assignments, client, ownRoles } = standing;
  const unknown = assignments
    .filter(({ scope, roleId }) => reachesIn(scope, standing) && !roleIn(scope, roleId, ownRoles))
    .map(({ roleId }) => ({ kind: "no-such-role", roleId }) as const);
  const grants = ownGrants(standing).flatMap((grant) => whyWithoutForce(grant, standing, now));
  if (!client || isBefore(now, client.expiresAt)) return [...unknown, ...grants];
  const { clientId, expiresAt: at } = client;
  return [...unknown, ...grants, { kind: "client-expired", clientId, at }];
}

function rightOf(grant: Grant, standing: Standing): Right | undefined {
  const { grantId, operatorId: scope, right, siteIds } = grant;
  const until = grantEndsAt(grant);
  const source = { kind: "grant", scope, grantId, ...(until !== undefined && { until }) } as const;
  if ("permissions" in right) {
    return { source, permissions: right.permissions, ...placed(siteIds, false) };
  }
  const role = roleIn(scope, right.roleId, standing.ownRoles);
  if (!role) return undefined;
  const { roleId, version, permissions, siteScoped } = role;
  return { source: { ...source, roleId, version }, permissions, ...placed(siteIds, siteScoped) };
}

function placed(siteIds: readonly string[] | undefined, siteScoped: boolean) {
  if (siteIds) return { siteIds };
  return siteScoped ? { siteIds: [] } : {};
}

function whyWithoutForce(grant: Grant, standing: Standing, now: string): readonly Reason[] {
  const { grantId, right, startsAt } = grant;
  const state = grantState(grant, now);
  switch (state) {
    case "in-force": {
      if ("permissions" in right || rightOf(grant, standing)) return [];
      return [{ kind: "no-such-role", roleId: right.roleId }];
    }
    case "not-approved":
      return [{ kind: "grant-not-approved", grantId }];
    case "not-started":
      return [{ kind: "grant-not-started", grantId, startsAt }];
    case "ended": {
      const at = grantEndsAt(grant);
      return [{ kind: "grant-ended", grantId, ...(at !== undefined && { at }) }];
    }
    case "revoked":
      return [{ kind: "grant-revoked", grantId, at: grant.revokedAt ?? now }];
  }
}

/** False too where a time cannot be read. */
function isBefore(now: string, moment: string): boolean {
  return Date.parse(now) < Date.parse(moment);
}
