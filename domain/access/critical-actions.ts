import type { Permission } from "./permissions.ts";

/** What the platform knows of an action that may need a second person. */
export interface CriticalAction {
  readonly meaning: string;
  /** What the second person must be permitted. */
  readonly requiredPermission: Permission;
  /** How far the action goes before it is critical; absent where any such action is. */
  readonly threshold?: {
    readonly unit: "percent" | "chargers" | "minor units";
    readonly standard: number;
    /** The loosest that an operator may choose. */
    readonly loosest: number;
  };
  /** Whether an operator may do without the second person. */
  readonly mayBeSwitchedOff?: true;
}

/** Every action for which a second person may be demanded. */
export const CRITICAL_ACTIONS = {
  "tariffs.change": {
    meaning: "Change a price by more than so many percent",
    requiredPermission: "tariffs:approve",
    threshold: { unit: "percent", standard: 20, loosest: 50 },
  },
  "commands.mass": {
    meaning: "Send a command to more than so many chargers, and to more than a twentieth of them",
    requiredPermission: "commands:approve",
    threshold: { unit: "chargers", standard: 10, loosest: 100 },
  },
  "firmware.campaign": {
    meaning: "Put firmware on several chargers, or older firmware on one",
    requiredPermission: "commands:approve",
  },
  "roles.change": {
    meaning: "Change what a role may do",
    requiredPermission: "roles:approve",
  },
  "grants.privileged": {
    meaning: "Give somebody a privileged role or right",
    requiredPermission: "grants:approve",
  },
  "platform-members.add": {
    meaning: "Let somebody administer the platform",
    requiredPermission: "platform-members:approve",
  },
  "operator.export": {
    meaning: "Export what the operator holds",
    requiredPermission: "operator:approve",
  },
  "operator.offboard": {
    meaning: "End an operator and destroy its keys",
    requiredPermission: "operators:approve",
  },
  "api-clients.write-scopes": {
    meaning: "Let a program do more than read",
    requiredPermission: "api-clients:approve",
  },
  "integrations.credential": {
    meaning: "Set or change the credential of an outside service",
    requiredPermission: "integrations:approve",
  },
  "security.waive-minimum-profile": {
    meaning: "Let a charger connect below the minimum security profile",
    requiredPermission: "security:approve",
  },
  "security.bot-gate-off": {
    meaning: "Switch off the check that a driver is no robot",
    requiredPermission: "security:approve",
    mayBeSwitchedOff: true,
  },
  "security.customer-key": {
    meaning: "Change the KMS key that wraps the operator's data keys",
    requiredPermission: "security:approve",
  },
  "security.release-quarantine": {
    meaning: "Release from quarantine what a critical incident put there",
    requiredPermission: "security:approve",
  },
  "audit.retention": {
    meaning: "Change how long the audit trail is kept",
    requiredPermission: "security:approve",
  },
  "drivers.erase-unscheduled": {
    meaning: "Destroy personal data outside the schedule and without a request",
    requiredPermission: "operator:approve",
  },
  "refunds.over-limit": {
    meaning: "Pay back more than so much",
    requiredPermission: "refunds:approve",
    threshold: { unit: "minor units", standard: 5_000, loosest: 100_000 },
  },
  "approvals.loosen-policy": {
    meaning: "Demand a second person less often",
    requiredPermission: "security:approve",
  },
} as const satisfies Readonly<Record<string, CriticalAction>>;

export type CriticalActionName = keyof typeof CRITICAL_ACTIONS;

/** What the platform knows of a critical action. */
export function criticalAction(name: CriticalActionName): CriticalAction {
  return CRITICAL_ACTIONS[name];
}

/** All critical actions, in the order of the table. */
export const CRITICAL_ACTION_NAMES = Object.keys(CRITICAL_ACTIONS) as readonly CriticalActionName[];
