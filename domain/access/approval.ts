import { afterSeconds } from "../commands/clock.ts";
import { canonicalJson } from "./canonical-json.ts";
import type { Permission } from "./permissions.ts";
import { refusal } from "./refusal.ts";

type ApprovalState = "pending" | "approved" | "refused" | "executed" | "expired" | "failed";

/** A critical action that waits for a second person, bound to exactly what is to be done. Times are ISO 8601 UTC. */
export interface Approval {
  readonly approvalId: string;
  readonly operatorId: string;
  readonly action: string;
  readonly payload: unknown;
  /** Hash of `boundText`, in whatever form the adapter that makes it chose. */
  readonly payloadHash: string;
  readonly maker: string;
  readonly reason: string;
  /** What the checker must be permitted, for the operator as a whole. */
  readonly requiredPermission: Permission;
  readonly requestedAt: string;
  /** From this moment on it can neither be approved nor executed. */
  readonly expiresAt: string;
  readonly state: ApprovalState;
  readonly checker?: string;
  readonly decidedAt?: string;
  /** When it was executed, failed or expired. */
  readonly closedAt?: string;
  /** The code of the refusal that the execution met. */
  readonly failureCode?: string;
}

const APPROVAL_SECONDS = 4 * 3600;

export type ApprovalRequest = Pick<
  Approval,
  | "approvalId"
  | "operatorId"
  | "action"
  | "payload"
  | "payloadHash"
  | "maker"
  | "reason"
  | "requiredPermission"
>;

/** The text whose hash binds an approval: the same payload for another operator or action has another hash. */
export function boundText(
  bound: Pick<ApprovalRequest, "approvalId" | "operatorId" | "action" | "payload">,
): string {
  const { approvalId, operatorId, action, payload } = bound;
  return canonicalJson({ approvalId, operatorId, action, payload });
}

/** Opens an approval for four hours. Throws `access.approval-invalid` without a reason. */
export function requestApproval(request: ApprovalRequest, now: string): Approval {
  if (request.reason.trim() === "") {
    throw refusal("access.approval-invalid", "Say why this is to be done.");
  }
  const expiresAt = afterSeconds(now, APPROVAL_SECONDS);
  const { approvalId, operatorId, action, payload, payloadHash } = request;
  const { maker, reason, requiredPermission } = request;
  const asked = { approvalId, operatorId, action, payload, payloadHash, maker, reason };
  return { ...asked, requiredPermission, requestedAt: now, expiresAt, state: "pending" };
}
