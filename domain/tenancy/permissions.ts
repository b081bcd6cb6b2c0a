import type { Role } from "./membership.ts";

/** What a REST operation demands of the person who asks. */
export type Permission = "platform:administer" | "operator:read" | "operator:write";

const PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  "system-admin": ["platform:administer", "operator:read", "operator:write"],
  "operator-admin": ["operator:read", "operator:write"],
  "operator-viewer": ["operator:read"],
};

/** Whether a role carries a permission; the whole table of who may do what. */
export function permits(role: Role, permission: Permission): boolean {
  return PERMISSIONS[role].includes(permission);
}
