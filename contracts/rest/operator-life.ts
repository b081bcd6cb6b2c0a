import * as z from "zod";
import { approvalView } from "./approval-view.ts";
import { answeredTime, inOperator, noQuery, operatorId } from "./fields.ts";
import { operation } from "./operation.ts";
import { pageQuery } from "./paging.ts";

const path = "/v1/operators/{operatorId}";
const tag = "Operators";
const reason = z.string().trim().min(1).max(500);
const exportId = z
  .string()
  .regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, "26 characters of Crockford's base32");

const suspensionState = z
  .object({
    operatorId,
    suspendedAt: answeredTime.optional(),
    suspendedBecause: z.string().optional(),
    version: z.int(),
  })
  .meta({ id: "Suspension" });

export const suspendOperator = operation({
  operationId: "suspendOperator",
  method: "POST",
  path: `${path}/suspension`,
  tag,
  summary: "Suspend an operator",
  description:
    "Its admins can read and export, nobody else of it can do anything; its chargers stay connected and begin no sessions.",
  permission: "operators:suspend",
  params: inOperator,
  query: noQuery,
  body: z.strictObject({ reason }).meta({ id: "NewSuspension" }),
  reply: suspensionState,
  statuses: [200],
});

export const resumeOperator = operation({
  operationId: "resumeOperator",
  method: "DELETE",
  path: `${path}/suspension`,
  tag,
  summary: "Let a suspended operator go on",
  permission: "operators:suspend",
  params: inOperator,
  query: noQuery,
  reply: suspensionState,
  statuses: [200],
});

export const offboardOperator = operation({
  operationId: "offboardOperator",
  method: "POST",
  path: `${path}/offboarding`,
  tag,
  summary: "End a suspended operator and destroy what it has",
  description:
    "Always answers 202: a second SystemAdmin must approve it. Name the export that the operator took along, or say that there is none.",
  permission: "operators:offboard",
  params: inOperator,
  query: noQuery,
  body: z
    .union([z.strictObject({ exportId }), z.strictObject({ withoutExport: z.literal(true) })])
    .meta({ id: "NewOffboarding", example: { withoutExport: true } }),
  reply: approvalView,
  statuses: [202],
  mayNeedApproval: true,
});

export const requestExport = operation({
  operationId: "requestExport",
  method: "POST",
  path: `${path}/exports`,
  tag,
  summary: "Ask for an export of everything that the operator has",
  description:
    "Always answers 202: a second person must approve it. The approval's id names the export.",
  permission: "operator:export",
  params: inOperator,
  query: noQuery,
  reply: approvalView,
  statuses: [202],
  mayNeedApproval: true,
});

const exportLine = z
  .object({ table: z.string(), item: z.record(z.string(), z.unknown()) })
  .meta({ id: "ExportLine" });

export const readExport = operation({
  operationId: "readExport",
  method: "GET",
  path: `${path}/exports/{exportId}`,
  tag,
  summary: "Take an export along, page by page",
  description:
    "For seven days after it was approved. Each entry of `items` is one line of a file of JSON lines. Credentials are left out. `limit` counts pages of the database, about a hundred items each.",
  permission: "operator:export",
  params: z.strictObject({ operatorId, exportId }),
  query: pageQuery,
  reply: z.object({ items: z.array(exportLine), nextCursor: z.string().optional() }),
  statuses: [200],
});

export const operatorLifeOperations = [
  suspendOperator,
  resumeOperator,
  offboardOperator,
  requestExport,
  readExport,
] as const;
