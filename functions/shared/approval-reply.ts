import type { ApprovalView } from "#contracts/rest/approval-view.ts";
import type { Approval } from "#domain/access/approval.ts";
import { expire } from "#domain/access/approvals.ts";
import { CRITICAL_ACTIONS, type CriticalActionName } from "#domain/access/critical-actions.ts";

/** Fields of payloads that only the platform can read, and nobody needs to see. */
const SEALED = "sealed";

/** An approval as people see it at a moment: an overdue one as expired, and nothing that is sealed. */
export function approvalReply(stored: Approval, now: string): ApprovalView {
  const approval = expire(stored, now);
  const known = Object.hasOwn(CRITICAL_ACTIONS, approval.action);
  const meaning = known ? CRITICAL_ACTIONS[approval.action as CriticalActionName].meaning : "";
  return { ...approval, meaning, payload: withoutSealed(approval.payload) };
}

function withoutSealed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSealed);
  if (typeof value !== "object" || value === null) return value;
  const shown = Object.entries(value).filter(([name]) => name !== SEALED);
  return Object.fromEntries(shown.map(([name, content]) => [name, withoutSealed(content)]));
}
