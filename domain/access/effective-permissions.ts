import type { PermissionEntry } from "./permissions.ts";
import { ALL_PERMISSIONS, type Permission, permissionEntry } from "./permissions.ts";
import type { RightSource } from "./reasons.ts";
import { holds, type Right, rightsOf } from "./rights.ts";
import type { Standing } from "./standing.ts";

/** On which sites something is permitted; `everywhere` counts for the operator's own things too. */
export type Sites = "everywhere" | readonly string[];

/** A permission that somebody has now, where, and why. */
export interface EffectivePermission extends PermissionEntry {
  readonly permission: Permission;
  readonly sites: Sites;
  readonly because: readonly RightSource[];
}

/** All that somebody may do at a moment, in the catalogue's order, each with why. */
export function effectivePermissions(
  standing: Standing,
  now: string,
): readonly EffectivePermission[] {
  const rights = rightsOf(standing, now);
  return ALL_PERMISSIONS.flatMap((permission) => {
    const working = rights.filter((right) => worksSomewhere(right, permission));
    if (working.length === 0) return [];
    const because = working.map(({ source }) => source);
    return [{ permission, ...permissionEntry(permission), sites: sitesTogether(working), because }];
  });
}

/** Where somebody may do a thing at a moment: what a list must be narrowed to. Empty for nowhere. */
export function sitesPermitted(standing: Standing, permission: Permission, now: string): Sites {
  return sitesTogether(
    rightsOf(standing, now).filter((right) => worksSomewhere(right, permission)),
  );
}

/** Whether a site is among those on which something is permitted. */
export function includesSite(sites: Sites, siteId: string): boolean {
  return sites === "everywhere" || sites.includes(siteId);
}

function worksSomewhere(right: Right, permission: Permission): boolean {
  if (!holds(right, permission)) return false;
  if (!right.siteIds) return true;
  return permissionEntry(permission).reach === "site" && right.siteIds.length > 0;
}

function sitesTogether(rights: readonly Right[]): Sites {
  if (rights.some(({ siteIds }) => siteIds === undefined)) return "everywhere";
  return [...new Set(rights.flatMap(({ siteIds }) => siteIds ?? []))].sort();
}
