import type { StoredPolicy } from "#adapters/dynamodb/approval-policy-store.ts";
import { type ApprovalPolicy, choiceFor } from "#domain/access/approval-policy.ts";
import {
  CRITICAL_ACTION_NAMES,
  type CriticalActionName,
  criticalAction,
} from "#domain/access/critical-actions.ts";

type Choices = Readonly<
  Record<
    string,
    { readonly demanded?: boolean | undefined; readonly threshold?: number | undefined } | null
  >
>;

/** A policy as REST shows it: each critical action with what counts for it. */
export function policyReply({ policy, version, updatedAt }: StoredPolicy) {
  const actions = CRITICAL_ACTION_NAMES.map((name) => {
    const {
      meaning,
      requiredPermission,
      threshold: limit,
      mayBeSwitchedOff,
    } = criticalAction(name);
    const { demanded, threshold } = choiceFor(name, policy);
    return {
      action: name,
      meaning,
      requiredPermission,
      demanded,
      mayBeSwitchedOff: mayBeSwitchedOff ?? false,
      ...(limit && { threshold, loosestThreshold: limit.loosest, unit: limit.unit }),
    };
  });
  return { actions, version, ...(updatedAt !== undefined && { updatedAt }) };
}

/** A policy after a change: an action's choice is set as a whole, null gives back the platform's own. */
export function changedPolicy(before: ApprovalPolicy, choices: Choices): ApprovalPolicy {
  const after: Record<string, { demanded?: boolean; threshold?: number }> = { ...before };
  for (const [name, choice] of Object.entries(choices)) {
    if (choice === null) {
      delete after[name];
      continue;
    }
    const { demanded, threshold } = choice;
    after[name] = {
      ...(demanded !== undefined && { demanded }),
      ...(threshold !== undefined && { threshold }),
    };
  }
  return after as Partial<Record<CriticalActionName, object>>;
}
