/** What a person may do. `system-admin` stands above the operators; the others belong to one. */
export const ROLES = ["system-admin", "operator-admin", "operator-viewer"] as const;
export type Role = (typeof ROLES)[number];

/** A person's place in one operator (or in the platform), keyed by the subject of their access token. */
export interface Membership {
  readonly subject: string;
  /** An operator id, or `platform` for a system-admin. */
  readonly scope: string;
  readonly role: Role;
}
