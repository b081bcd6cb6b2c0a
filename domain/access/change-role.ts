import { refuseConflictingDuties } from "./duties.ts";
import { isPermission } from "./permissions.ts";
import { refusal } from "./refusal.ts";
import type { RoleDefinition } from "./role-definition.ts";
import { faultsOf } from "./role-faults.ts";
import { builtInRole, PLATFORM_ROLE_ID } from "./roles.ts";

/** What an operator wants of a role; what is absent stays. */
export interface RoleChange {
  readonly name?: string;
  readonly description?: string;
  readonly permissions?: readonly string[];
  readonly siteScoped?: boolean;
}

/** A role of the operator's own making. */
export interface NewRole extends Required<RoleChange> {
  readonly roleId: string;
}

/**
 * The next version of a role in an operator. Throws `access.role-fixed` for the role of the platform,
 * `access.role-invalid` with every fault, and `access.duties-conflict`.
 */
export function changeRole(current: RoleDefinition, change: RoleChange): RoleDefinition {
  return checked({
    ...current,
    version: current.version + 1,
    name: change.name ?? current.name,
    description: change.description ?? current.description,
    permissions: change.permissions ?? current.permissions,
    siteScoped: change.siteScoped ?? current.siteScoped,
  });
}

/** The first version of a role of the operator's own; refuses as `changeRole` does, and a name that the platform ships. */
export function newRole(role: NewRole): RoleDefinition {
  if (builtInRole(role.roleId)) {
    throw refusal("access.role-fixed", "The platform ships a role of this name.");
  }
  const { roleId, name, description, permissions, siteScoped } = role;
  const version = 1;
  return checked({ roleId, version, name, description, permissions, siteScoped, builtIn: false });
}

type Proposed = Omit<RoleDefinition, "permissions"> & { readonly permissions: readonly string[] };

function checked(role: Proposed): RoleDefinition {
  if (role.roleId === PLATFORM_ROLE_ID) {
    throw refusal("access.role-fixed", "The role of the platform is not an operator's to change.");
  }
  const faults = faultsOf(role);
  if (faults.length > 0) {
    const reasons = faults.map(({ fault, permission = "" }) => `${permission} ${fault}`.trim());
    throw refusal("access.role-invalid", "The role may not be defined so.", { faults, reasons });
  }
  refuseConflictingDuties(role.permissions);
  const permissions = [...new Set(role.permissions)].filter(isPermission).sort();
  return { ...role, permissions };
}
