import type { Permission, PermissionKind } from "./permissions.ts";

/** How far an operator may bend its copy of a role. */
export interface RoleBounds {
  /** What every version keeps: without it nobody could do what the role exists for, or undo a mistake. */
  readonly floor: readonly Permission[];
  /** The kinds of permission that it may hold at all. */
  readonly kinds: readonly PermissionKind[];
  /** What it never holds, though the kind would be right. */
  readonly never: readonly Permission[];
  /** Whether it must be given with sites. */
  readonly siteScoped?: true;
}

const ANY_KIND: readonly PermissionKind[] = ["read", "write", "critical"];
const PERSONAL: readonly Permission[] = ["drivers:reveal", "drivers:export", "drivers:erase"];

const BOUNDS: Readonly<Record<string, RoleBounds>> = {
  "operator-admin": {
    floor: ["members:read", "members:write", "members:disable", "roles:read", "roles:write"],
    kinds: ANY_KIND,
    never: PERSONAL,
  },
  "operator-viewer": { floor: [], kinds: ["read"], never: ["audit:attest"] },
  "security-officer": {
    floor: ["grants:read", "grants:approve", "grants:revoke", "audit:read", "security:read"],
    kinds: ANY_KIND,
    never: PERSONAL,
  },
  "data-protection-officer": {
    floor: ["data-requests:read", "data-requests:write", "drivers:read", "audit:read"],
    kinds: ANY_KIND,
    never: [],
  },
  auditor: { floor: ["audit:read", "audit:attest"], kinds: ["read"], never: ["drivers:read"] },
  partner: {
    floor: [],
    kinds: ["read", "write"],
    never: ["charger-credentials:write", "firmware:update", "grants:request"],
    siteScoped: true,
  },
};

const UNBOUND: RoleBounds = { floor: [], kinds: ANY_KIND, never: [] };

/** The bounds of a role; a role that the platform does not ship has none of its own. */
export function boundsOf(roleId: string): RoleBounds {
  return Object.hasOwn(BOUNDS, roleId) ? (BOUNDS[roleId] ?? UNBOUND) : UNBOUND;
}
