import * as z from "zod";
import { approvalView } from "./approval-view.ts";
import { approvalId, decision } from "./approvals.ts";
import { noParams, noQuery } from "./fields.ts";
import { operation } from "./operation.ts";
import { pageFields, pageOf } from "./paging.ts";

const path = "/v1/platform/approvals";
const tag = "Platform members";
const inApproval = z.strictObject({ approvalId });

export const listPlatformApprovals = operation({
  operationId: "listPlatformApprovals",
  method: "GET",
  path,
  tag,
  summary: "List what needs or needed a second SystemAdmin",
  permission: "platform-members:read",
  params: noParams,
  query: z.strictObject({ ...pageFields, state: approvalView.shape.state.optional() }),
  reply: pageOf(approvalView),
  statuses: [200],
});

export const readPlatformApproval = operation({
  operationId: "readPlatformApproval",
  method: "GET",
  path: `${path}/{approvalId}`,
  tag,
  summary: "Read an approval of the platform",
  permission: "platform-members:read",
  params: inApproval,
  query: noQuery,
  reply: approvalView,
  statuses: [200],
});

const decisive = {
  method: "POST",
  tag,
  permission: "platform-members:read",
  params: inApproval,
  query: noQuery,
  reply: approvalView,
  statuses: [200],
} as const;

export const approvePlatformRequest = operation({
  ...decisive,
  operationId: "approvePlatformRequest",
  path: `${path}/{approvalId}/approve`,
  summary: "Approve as the second SystemAdmin",
  body: decision,
});

export const refusePlatformRequest = operation({
  ...decisive,
  operationId: "refusePlatformRequest",
  path: `${path}/{approvalId}/refuse`,
  summary: "Refuse as the second SystemAdmin",
  body: decision,
});

export const withdrawPlatformRequest = operation({
  ...decisive,
  operationId: "withdrawPlatformRequest",
  path: `${path}/{approvalId}/withdraw`,
  summary: "Take one's own request back",
});

export const platformApprovalOperations = [
  listPlatformApprovals,
  readPlatformApproval,
  approvePlatformRequest,
  refusePlatformRequest,
  withdrawPlatformRequest,
] as const;
