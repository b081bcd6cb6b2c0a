import { isPermission, type Permission, permissionEntry } from "./permissions.ts";
import { boundsOf } from "./role-bounds.ts";
import type { RoleDefinition } from "./role-definition.ts";
import { DRIVER_ROLE_ID } from "./roles.ts";

/** Why a definition must not become a role of an operator. */
export interface RoleFault {
  readonly fault:
    | "above-ceiling"
    | "below-floor"
    | "must-be-site-scoped"
    | "not-for-sites"
    | "own-things-are-drivers"
    | "platform-permission"
    | "unknown-permission";
  readonly permission?: string;
}

/** All that is wrong with a role that an operator wants; empty where it may be. Duties are checked apart. */
export function faultsOf(
  role: Pick<RoleDefinition, "roleId" | "siteScoped"> & { readonly permissions: readonly string[] },
): readonly RoleFault[] {
  const bounds = boundsOf(role.roleId);
  const lost = bounds.floor.filter((permission) => !role.permissions.includes(permission));
  return [
    ...role.permissions.flatMap((permission) => faultOf(permission, role)),
    ...lost.map((permission) => ({ fault: "below-floor", permission }) as const),
    ...(bounds.siteScoped && !role.siteScoped ? [{ fault: "must-be-site-scoped" } as const] : []),
  ];
}

function faultOf(
  permission: string,
  role: Pick<RoleDefinition, "roleId" | "siteScoped">,
): readonly RoleFault[] {
  if (!isPermission(permission)) return [{ fault: "unknown-permission", permission }];
  const { reach } = permissionEntry(permission);
  if (reach === "platform") return [{ fault: "platform-permission", permission }];
  if ((reach === "self") !== (role.roleId === DRIVER_ROLE_ID)) {
    return [{ fault: "own-things-are-drivers", permission }];
  }
  if (role.siteScoped && reach !== "site") return [{ fault: "not-for-sites", permission }];
  return exceeds(permission, role.roleId) ? [{ fault: "above-ceiling", permission }] : [];
}

function exceeds(permission: Permission, roleId: string): boolean {
  const { kinds, never } = boundsOf(roleId);
  return !kinds.includes(permissionEntry(permission).kind) || never.includes(permission);
}
