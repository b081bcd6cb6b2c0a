import { DomainError } from "../errors.ts";
import type { Approval } from "./approval.ts";
import { execute, expire, fail } from "./approvals.ts";

/** What became of an attempt to carry out an approved action. */
export type ExecutionOutcome = "executed" | "failed" | "expired" | "not-due";

export interface ExecutionPorts {
  readonly find: () => Promise<Approval | undefined>;
  /** Hash of what is about to be done, made anew. */
  readonly hashOf: (approval: Approval) => string;
  /**
   * Does the action and closes the approval in one transaction. Throws `access.approval-already-executed` when the
   * stored approval is no longer the approved one.
   */
  readonly perform: (approved: Approval, executed: Approval) => Promise<void>;
  /** Closes an approval of which nothing comes; without effect unless it is still the approved one. */
  readonly close: (approved: Approval, closed: Approval) => Promise<void>;
  readonly now: () => string;
}

/**
 * Carries out an approved action, exactly once however often and from how many places it is called. Steps: read the
 * approval; pass over what is not approved; check time and hash; do it and close the approval in one transaction; on
 * a refusal close it as failed (or expired). What is no refusal is thrown, and the approval stays approved.
 */
export async function executeApproved(ports: ExecutionPorts): Promise<ExecutionOutcome> {
  const approval = await ports.find();
  if (approval?.state !== "approved") return "not-due";
  const now = ports.now();
  try {
    const executed = execute(approval, { payloadHash: ports.hashOf(approval), now });
    await ports.perform(approval, executed);
    return "executed";
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if ((error.code as string) === "access.approval-already-executed") return "not-due";
    const late = expire(approval, now);
    const closed = late.state === "expired" ? late : fail(approval, error.code, now);
    await ports.close(approval, closed);
    return late.state === "expired" ? "expired" : "failed";
  }
}
