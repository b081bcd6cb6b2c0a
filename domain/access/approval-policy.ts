import {
  CRITICAL_ACTION_NAMES,
  CRITICAL_ACTIONS,
  type CriticalActionName,
  criticalAction,
} from "./critical-actions.ts";
import { refusal } from "./refusal.ts";

/** What an operator chose for one critical action; what is absent is as the platform has it. */
interface ApprovalChoice {
  readonly demanded?: boolean;
  readonly threshold?: number;
}

/** When an operator demands a second person. */
export type ApprovalPolicy = Readonly<Partial<Record<CriticalActionName, ApprovalChoice>>>;

/** The choice that counts for an action: never looser than the platform allows, whatever was stored. */
export function choiceFor(
  name: CriticalActionName,
  policy: ApprovalPolicy,
): { readonly demanded: boolean; readonly threshold: number } {
  const { threshold, mayBeSwitchedOff } = criticalAction(name);
  const chosen = policy[name];
  const demanded = !mayBeSwitchedOff || chosen?.demanded !== false;
  const wanted = chosen?.threshold ?? threshold?.standard ?? 0;
  const limit = threshold && wanted >= 0 ? Math.min(wanted, threshold.loosest) : 0;
  return { demanded, threshold: limit };
}

/** A policy that may be kept. Throws `access.approval-policy-invalid` with the names of the actions that are at fault. */
export function checkedPolicy(policy: ApprovalPolicy): ApprovalPolicy {
  const actions = Object.keys(policy).filter((name) => !isAllowed(name, policy));
  if (actions.length > 0) {
    const message = "The platform does not let these actions be treated so.";
    throw refusal("access.approval-policy-invalid", message, { actions });
  }
  return policy;
}

/** Whether a policy demands a second person less often than another; that is itself a critical action. */
export function loosens(before: ApprovalPolicy, after: ApprovalPolicy): boolean {
  return CRITICAL_ACTION_NAMES.some((name) => {
    const [was, becomes] = [choiceFor(name, before), choiceFor(name, after)];
    return (was.demanded && !becomes.demanded) || becomes.threshold > was.threshold;
  });
}

function isAllowed(name: string, policy: ApprovalPolicy): boolean {
  if (!isCriticalAction(name)) return false;
  const { threshold, mayBeSwitchedOff } = criticalAction(name);
  const { demanded, threshold: wanted } = policy[name] ?? {};
  if (demanded === false && !mayBeSwitchedOff) return false;
  if (wanted === undefined) return true;
  return threshold !== undefined && wanted >= 0 && wanted <= threshold.loosest;
}

function isCriticalAction(name: string): name is CriticalActionName {
  return Object.hasOwn(CRITICAL_ACTIONS, name);
}
