import * as z from "zod";
import {
  grantId,
  grantView,
  permission,
  reason,
  roleId,
  siteIds,
  subject,
} from "./access-fields.ts";
import { inOperator, noQuery, operatorId, time } from "./fields.ts";
import { operation } from "./operation.ts";
import { pageFields, pageOf } from "./paging.ts";

const path = "/v1/operators/{operatorId}/grants";
const tag = "Grants";
const inGrant = z.strictObject({ operatorId, grantId });

const newGrant = z
  .strictObject({
    kind: z.enum(["base", "project", "privileged", "break-glass"]).meta({
      description:
        "`base` has no end; `project` lasts 30 days at most and `privileged` 8 hours, both once somebody else approved; `break-glass` counts at once, for an hour at most, and is reviewed within 24 hours.",
    }),
    subject: subject.optional().meta({ description: "Whom it is for; yourself where absent." }),
    roleId: roleId.optional(),
    permissions: z.array(permission).min(1).max(50).optional(),
    siteIds: siteIds.optional(),
    startsAt: time.optional().meta({ description: "Now where absent." }),
    endsAt: time.optional(),
    reason,
  })
  .refine(({ roleId: role, permissions }) => (role === undefined) !== (permissions === undefined), {
    message: "Either roleId or permissions",
    path: ["roleId"],
  })
  .meta({
    id: "NewGrant",
    example: {
      kind: "project",
      permissions: ["revenue:read"],
      endsAt: "2030-01-31T18:00:00.000Z",
      reason: "Closing of the year",
    },
  });

export const listGrants = operation({
  operationId: "listGrants",
  method: "GET",
  path,
  tag,
  summary: "List grants, newest first",
  permission: "grants:read",
  params: inOperator,
  query: z.strictObject({ ...pageFields, subject: subject.optional() }),
  reply: pageOf(grantView),
  statuses: [200],
});

export const requestGrant = operation({
  operationId: "requestGrant",
  method: "POST",
  path,
  tag,
  summary: "Ask for a right for a limited time",
  description:
    "A renewal is a new request for the time after. A base grant for another person needs `members:write` and gives nothing critical; break-glass needs `grants:break-glass` and is for oneself.",
  permission: "grants:request",
  params: inOperator,
  query: noQuery,
  body: newGrant,
  reply: grantView,
  statuses: [201],
});

export const readGrant = operation({
  operationId: "readGrant",
  method: "GET",
  path: `${path}/{grantId}`,
  tag,
  summary: "Read a grant",
  permission: "grants:read",
  params: inGrant,
  query: noQuery,
  reply: grantView,
  statuses: [200],
});

const step = {
  method: "POST",
  tag,
  params: inGrant,
  query: noQuery,
  reply: grantView,
  statuses: [200],
} as const;

export const approveGrant = operation({
  ...step,
  operationId: "approveGrant",
  path: `${path}/{grantId}/approve`,
  summary: "Approve a grant that somebody else asked for and somebody else gets",
  permission: "grants:approve",
});

export const revokeGrant = operation({
  ...step,
  operationId: "revokeGrant",
  path: `${path}/{grantId}/revoke`,
  summary: "End a grant before its time",
  permission: "grants:revoke",
});

export const reviewBreakGlass = operation({
  ...step,
  operationId: "reviewBreakGlass",
  path: `${path}/{grantId}/review`,
  summary: "Say that what somebody did with break-glass has been looked at",
  permission: "grants:approve",
});

export const grantOperations = [
  listGrants,
  requestGrant,
  readGrant,
  approveGrant,
  revokeGrant,
  reviewBreakGlass,
] as const;
