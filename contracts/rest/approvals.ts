import * as z from "zod";
import { approvalView } from "./approval-view.ts";
import { answeredTime, inOperator, noQuery, operatorId } from "./fields.ts";
import { operation } from "./operation.ts";
import { pageFields, pageOf, pageQuery } from "./paging.ts";

export const approvalId = z
  .string()
  .regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, "26 characters of Crockford's base32");
const inApproval = z.strictObject({ operatorId, approvalId });
const path = "/v1/operators/{operatorId}/approvals";
const tag = "Approvals";

export const decision = z
  .strictObject({
    payloadHash: z
      .string()
      .regex(/^[0-9a-f]{64}$/, "64 hex digits")
      .meta({
        description: "`payloadHash` of the approval as you read it: it binds what was shown.",
        example: "0f".repeat(32),
      }),
  })
  .meta({ id: "ApprovalDecision" });

export const listApprovals = operation({
  operationId: "listApprovals",
  method: "GET",
  path,
  tag,
  summary: "List what needs or needed a second person",
  permission: "approvals:read",
  params: inOperator,
  query: z.strictObject({ ...pageFields, state: approvalView.shape.state.optional() }),
  reply: pageOf(approvalView),
  statuses: [200],
});

export const readApproval = operation({
  operationId: "readApproval",
  method: "GET",
  path: `${path}/{approvalId}`,
  tag,
  summary: "Read an approval",
  permission: "approvals:read",
  params: inApproval,
  query: noQuery,
  reply: approvalView,
  statuses: [200],
});

const decisive = {
  method: "POST",
  tag,
  permission: "approvals:read",
  params: inApproval,
  query: noQuery,
  reply: approvalView,
  statuses: [200],
} as const;

export const approveRequest = operation({
  ...decisive,
  operationId: "approveRequest",
  path: `${path}/{approvalId}/approve`,
  summary: "Approve as the second person",
  description:
    "Takes the approval's `requiredPermission`, from somebody else than its maker. The platform then does it, once.",
  body: decision,
});

export const refuseRequest = operation({
  ...decisive,
  operationId: "refuseRequest",
  path: `${path}/{approvalId}/refuse`,
  summary: "Refuse as the second person",
  body: decision,
});

export const withdrawRequest = operation({
  ...decisive,
  operationId: "withdrawRequest",
  path: `${path}/{approvalId}/withdraw`,
  summary: "Take one's own request back",
});

const policyPath = "/v1/operators/{operatorId}/approval-policy";

export const choice = z.strictObject({
  demanded: z.boolean().optional(),
  threshold: z.number().min(0).optional(),
});

const approvalPolicy = z
  .object({
    actions: z.array(
      z.object({
        action: z.string(),
        meaning: z.string(),
        requiredPermission: z.string(),
        demanded: z.boolean(),
        mayBeSwitchedOff: z.boolean(),
        threshold: z.number().optional(),
        loosestThreshold: z.number().optional(),
        unit: z.string().optional(),
      }),
    ),
    version: z.int(),
    updatedAt: answeredTime.optional(),
  })
  .meta({ id: "ApprovalPolicy" });

const policyChange = z
  .strictObject({ actions: z.record(z.string().max(64), choice.nullable()) })
  .meta({ id: "ApprovalPolicyChange" });

export const readApprovalPolicy = operation({
  operationId: "readApprovalPolicy",
  method: "GET",
  path: policyPath,
  tag,
  summary: "When the operator demands a second person",
  permission: "security:read",
  params: inOperator,
  query: noQuery,
  reply: approvalPolicy,
  statuses: [200],
  etag: true,
});

export const changeApprovalPolicy = operation({
  operationId: "changeApprovalPolicy",
  method: "PATCH",
  path: policyPath,
  tag,
  summary: "Change when the operator demands a second person",
  description:
    "By action; null gives back the platform's own choice. What demands a second person less often needs one itself.",
  permission: "security:write",
  params: inOperator,
  query: noQuery,
  body: policyChange,
  reply: approvalPolicy,
  statuses: [200],
  mayNeedApproval: true,
  etag: true,
  ifMatch: true,
});

const accessRecord = z
  .object({
    subject: z.string(),
    operationId: z.string(),
    target: z.record(z.string(), z.string()),
    reason: z.string(),
    requestId: z.string(),
    at: answeredTime,
  })
  .meta({ id: "AccessRecord" });

export const listAccessRecords = operation({
  operationId: "listAccessRecords",
  method: "GET",
  path: "/v1/operators/{operatorId}/access-records",
  tag: "Access",
  summary: "List who looked at personal data or took data along, and why",
  permission: "audit:read",
  params: inOperator,
  query: pageQuery,
  reply: pageOf(accessRecord),
  statuses: [200],
});

export const approvalOperations = [
  listAccessRecords,
  listApprovals,
  readApproval,
  approveRequest,
  refuseRequest,
  withdrawRequest,
  readApprovalPolicy,
  changeApprovalPolicy,
] as const;
