/** `read` shows, `write` changes, `critical` can hurt an operator or a person if one human errs or turns. */
export type PermissionKind = "read" | "write" | "critical";

/**
 * Where a permission counts: `site` on the things of a site (and so may be given for some sites only), `operator` on
 * what belongs to the operator as a whole, `platform` above the operators, `self` on what belongs to the caller.
 */
export type PermissionReach = "site" | "operator" | "platform" | "self";

export interface PermissionEntry {
  readonly meaning: string;
  readonly kind: PermissionKind;
  readonly reach: PermissionReach;
}

type At<R extends PermissionReach> = (kind: PermissionKind, meaning: string) => EntryAt<R>;
type EntryAt<R extends PermissionReach> = PermissionEntry & { readonly reach: R };

const at =
  <R extends PermissionReach>(reach: R): At<R> =>
  (kind, meaning) => ({ meaning, kind, reach });
const site = at("site");
const operator = at("operator");
const platform = at("platform");
const self = at("self");

/** Every permission that there is. What is not listed here is permitted to nobody. */
export const PERMISSIONS = {
  "sites:read": site("read", "See sites"),
  "sites:write": site("write", "Create, change and delete sites"),
  "chargers:read": site("read", "See chargers and what they report"),
  "chargers:write": site("write", "Create, change and delete chargers"),
  "charger-credentials:write": site("write", "Give a charger a new password or certificate"),
  "commands:read": site("read", "See commands and what chargers answered"),
  "commands:send": site("write", "Start and stop charging, unlock, reset, ask for a message"),
  "commands:configure": site("write", "Change the configuration of a charger"),
  "commands:send-many": site("critical", "Send one command to many chargers"),
  "commands:approve": operator("critical", "Approve a mass command or a firmware campaign"),
  "firmware:update": site("write", "Put firmware on a charger"),

  "tokens:read": operator("read", "See cards and other tokens"),
  "tokens:write": operator("write", "Create, block and delete tokens"),
  "tariffs:read": operator("read", "See tariffs"),
  "tariffs:write": operator("write", "Create, change and delete tariffs"),
  "tariffs:approve": operator("critical", "Approve a large change of prices"),
  "sessions:read": site("read", "See charging sessions"),
  "sessions:correct": operator("critical", "Correct what a session is billed for"),
  "revenue:read": site("read", "See revenue and its reports"),
  "payments:read": operator("read", "See holds, captures and refunds"),
  "refunds:request": operator("write", "Ask for a refund"),
  "refunds:approve": operator("critical", "Approve a refund"),

  "operator-settings:read": operator("read", "See the operator and its settings"),
  "operator-settings:write": operator("write", "Change the operator's settings"),
  "operator:export": operator("critical", "Export everything that the operator holds"),
  "operator:approve": operator("critical", "Approve an export or the end of the operator"),

  "members:read": operator("read", "See who belongs to the operator"),
  "members:write": operator("critical", "Invite people and give them roles"),
  "members:disable": operator("write", "Disable a person's access and end their sessions"),
  "roles:read": operator("read", "See what each role may do"),
  "roles:write": operator("critical", "Change what a role may do"),
  "roles:approve": operator("critical", "Approve a change of a role"),
  "grants:read": operator("read", "See who was granted what, until when and why"),
  "grants:request": site("write", "Ask for a right for a limited time"),
  "grants:approve": operator("critical", "Approve a grant or a privileged role"),
  "grants:revoke": operator("write", "End a grant before its time"),
  "grants:break-glass": site("critical", "Take a right for an hour in an emergency"),
  "approvals:read": operator("read", "See what waits for a second person"),
  "reviews:read": operator("read", "See reviews of access"),
  "reviews:run": operator("write", "Open a review of access"),
  "reviews:answer": operator("write", "Decide in a review who keeps a right"),

  "api-clients:read": operator("read", "See programs that use the API"),
  "api-clients:write": operator("critical", "Create and change API clients"),
  "api-clients:approve": operator("critical", "Approve an API client that may write"),
  "integrations:read": operator("read", "See connections to outside services"),
  "integrations:write": operator("critical", "Set up outside services and their credentials"),
  "integrations:disable": operator("write", "Cut off an outside service at once"),
  "integrations:approve": operator("critical", "Approve a change of an outside credential"),
  "webhooks:read": operator("read", "See webhooks and their deliveries"),
  "webhooks:write": operator("write", "Create, change and delete webhooks"),
  "webhooks:replay": operator("write", "Deliver events to a webhook again"),

  "drivers:read": operator("read", "See drivers with their personal fields masked"),
  "drivers:write": operator("write", "Change a driver's account"),
  "drivers:reveal": operator("critical", "Uncover a driver's personal fields, with a reason"),
  "drivers:export": operator("critical", "Hand out a driver's own data on their request"),
  "drivers:erase": operator("critical", "Erase a driver's personal data for good"),
  "legal-holds:write": operator("write", "Place and lift legal holds on a driver's data"),
  "consents:read": operator("read", "See what drivers consented to"),
  "notices:write": operator("write", "Publish and retire the words that drivers are shown"),
  "data-requests:read": operator("read", "See requests of data subjects"),
  "data-requests:write": operator("write", "Work on requests of data subjects"),

  "audit:read": operator("read", "Search the audit trail"),
  "audit:attest": operator("read", "Verify the audit trail and hand out evidence packs"),
  "audit:retention": operator("critical", "Change how long the audit trail is kept"),
  "keys:read": operator("read", "See how the keys of personal data are replaced"),
  "keys:rotate": operator("critical", "Replace the keys of personal data"),
  "security:read": operator("read", "See security signals, events and settings"),
  "security:write": operator("critical", "Change security settings and detection rules"),
  "security:waive": operator("critical", "Waive the minimum security profile of a charger"),
  "security:approve": operator("critical", "Approve a waiver or a release from quarantine"),
  "incidents:read": operator("read", "See incidents"),
  "incidents:write": operator("write", "Work on incidents"),
  "incidents:isolate": operator("critical", "Quarantine and release chargers, people and programs"),

  "operators:read": platform("read", "See all operators"),
  "operators:write": platform("critical", "Onboard and configure operators"),
  "operators:suspend": platform("critical", "Suspend an operator and let it go on"),
  "operators:offboard": platform("critical", "Offboard an operator and destroy its keys"),
  "operators:approve": platform("critical", "Approve the end of an operator"),
  "platform-members:read": platform("read", "See who administers the platform"),
  "platform-members:write": platform("critical", "Let people administer the platform"),
  "platform-members:approve": platform(
    "critical",
    "Approve that somebody administers the platform",
  ),
  "platform-health:read": platform("read", "See the health of the platform and its canaries"),

  "own-profile:read": self("read", "See one's own account"),
  "own-profile:write": self("write", "Change one's own account and consents"),
  "own-sessions:read": self("read", "See one's own sessions and receipts"),
  "own-sessions:control": self("write", "Start and stop one's own sessions"),
  "own-data:export": self("read", "Take one's own data along"),
  "own-data:erase": self("write", "Have one's own data erased"),
} as const satisfies Readonly<Record<`${string}:${string}`, PermissionEntry>>;

/** A permission's name, `<area>:<verb>`. */
export type Permission = keyof typeof PERMISSIONS;

/** All permissions, in the order of the catalogue. */
export const ALL_PERMISSIONS = Object.keys(PERMISSIONS) as readonly Permission[];

/** Whether a text that came from outside, or from an older release, names a permission. */
export function isPermission(text: string): text is Permission {
  return Object.hasOwn(PERMISSIONS, text);
}

/** What the catalogue says of a permission. */
export function permissionEntry(permission: Permission): PermissionEntry {
  return PERMISSIONS[permission];
}

/** Whether somebody with these permissions is reviewed each quarter and needs a second person to get them. */
export function isPrivileged(permissions: readonly Permission[]): boolean {
  return permissions.some((permission) => PERMISSIONS[permission]?.kind === "critical");
}
