import type { Permission } from "./permissions.ts";

/** What a role may do. A change makes a new version; all versions are kept. */
export interface RoleDefinition {
  readonly roleId: string;
  readonly version: number;
  readonly name: string;
  readonly description: string;
  readonly permissions: readonly Permission[];
  /** Whether whoever holds it must be given the sites where it counts. */
  readonly siteScoped: boolean;
  /** Whether the platform ships it; an operator's own copy of it stays built in. */
  readonly builtIn: boolean;
}
