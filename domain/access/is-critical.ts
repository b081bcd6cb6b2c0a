import { type ApprovalPolicy, choiceFor } from "./approval-policy.ts";
import { type CriticalActionName, criticalAction } from "./critical-actions.ts";
import type { GrantKind } from "./grants.ts";
import { isPrivileged, type Permission, permissionEntry } from "./permissions.ts";
import { largestChangePercent, type Prices } from "./price-change.ts";
import type { RoleDefinition } from "./role-definition.ts";
import { permitsOtherwise } from "./role-difference.ts";

/** What is about to be done, with what it takes to judge how far it goes. */
export type Change =
  /** `before` is the tariff as it was a day ago, or when last approved, so that many small steps count together. */
  | { readonly action: "tariffs.change"; readonly before: Prices; readonly after: Prices }
  /** `chargers` are all that the maker reached or will reach within five minutes. */
  | { readonly action: "commands.mass"; readonly chargers: number; readonly fleetChargers: number }
  | {
      readonly action: "firmware.campaign";
      readonly chargers: number;
      readonly isDowngrade: boolean;
    }
  | {
      readonly action: "roles.change";
      /** Absent for a new role. */
      readonly before?: RoleDefinition;
      readonly after: RoleDefinition;
    }
  | {
      readonly action: "grants.privileged";
      readonly permissions: readonly Permission[];
      /** Absent for a role given through a membership. */
      readonly kind?: GrantKind;
    }
  | { readonly action: "api-clients.write-scopes"; readonly permissions: readonly Permission[] }
  | { readonly action: "refunds.over-limit"; readonly amountMinor: number }
  | { readonly action: AlwaysCritical };

/** Actions of which each is critical, whatever its extent. */
type AlwaysCritical = Exclude<
  CriticalActionName,
  | "tariffs.change"
  | "commands.mass"
  | "firmware.campaign"
  | "roles.change"
  | "grants.privileged"
  | "api-clients.write-scopes"
  | "refunds.over-limit"
>;

/** Of a fleet, what a mass command may reach without a second person. */
const FLEET_PART = 0.05;

/** What the second person of a change must be permitted; undefined where one person may do it alone. */
export function approvalDemanded(change: Change, policy: ApprovalPolicy): Permission | undefined {
  return isCritical(change, policy) ? criticalAction(change.action).requiredPermission : undefined;
}

/** Whether a change needs a second person in an operator with this policy. Numbers that are none count as too much. */
export function isCritical(change: Change, policy: ApprovalPolicy): boolean {
  const { demanded, threshold } = choiceFor(change.action, policy);
  return demanded && goesFar(change, threshold);
}

function goesFar(change: Change, threshold: number): boolean {
  switch (change.action) {
    case "tariffs.change":
      return !(largestChangePercent(change.before, change.after) <= threshold);
    case "commands.mass":
      return !(change.chargers <= Math.max(threshold, change.fleetChargers * FLEET_PART));
    case "firmware.campaign":
      return change.isDowngrade || !(change.chargers <= 1);
    case "roles.change":
      return !change.before || permitsOtherwise(change.before, change.after);
    case "grants.privileged":
      if (change.kind === "break-glass") return false;
      return change.kind === "privileged" || isPrivileged(change.permissions);
    case "api-clients.write-scopes":
      return change.permissions.some((name) => permissionEntry(name).kind !== "read");
    case "refunds.over-limit":
      return !(change.amountMinor <= threshold);
    default:
      return true;
  }
}
