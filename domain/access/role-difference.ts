import type { Permission } from "./permissions.ts";
import type { RoleDefinition } from "./role-definition.ts";

/** What changed from one version of a role to another. */
export interface RoleDifference {
  readonly roleId: string;
  readonly fromVersion: number;
  readonly toVersion: number;
  readonly added: readonly Permission[];
  readonly removed: readonly Permission[];
  /** Fields other than the permissions, with both values. */
  readonly changed: readonly RoleFieldChange[];
}

interface RoleFieldChange {
  readonly field: "name" | "description" | "siteScoped";
  readonly before: string | boolean;
  readonly after: string | boolean;
}

const FIELDS = ["name", "description", "siteScoped"] as const;

/** The difference between two versions of a role, for people who approve or audit it. */
export function roleDifference(before: RoleDefinition, after: RoleDefinition): RoleDifference {
  return {
    roleId: after.roleId,
    fromVersion: before.version,
    toVersion: after.version,
    added: after.permissions.filter((permission) => !before.permissions.includes(permission)),
    removed: before.permissions.filter((permission) => !after.permissions.includes(permission)),
    changed: FIELDS.filter((field) => before[field] !== after[field]).map((field) => ({
      field,
      before: before[field],
      after: after[field],
    })),
  };
}

/** Whether the later version lets its holders do anything more than the earlier one did. */
export function widens(before: RoleDefinition, after: RoleDefinition): boolean {
  return roleDifference(before, after).added.length > 0 || (before.siteScoped && !after.siteScoped);
}

/** Whether the two versions differ in what they permit, and not in words alone. */
export function permitsOtherwise(before: RoleDefinition, after: RoleDefinition): boolean {
  const { added, removed } = roleDifference(before, after);
  return added.length > 0 || removed.length > 0 || before.siteScoped !== after.siteScoped;
}
