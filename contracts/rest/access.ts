import * as z from "zod";
import { grantView, subject } from "./access-fields.ts";
import { answeredTime, inOperator, noQuery, operatorId } from "./fields.ts";
import { operation } from "./operation.ts";

const path = "/v1/operators/{operatorId}/access";
const tag = "Access";

const effectivePermission = z.object({
  permission: z.string(),
  meaning: z.string(),
  kind: z.enum(["read", "write", "critical"]),
  reach: z.enum(["site", "operator", "platform", "self"]),
  sites: z.union([z.literal("everywhere"), z.array(z.string())]),
  because: z.array(z.string()).meta({
    description: "Each role, grant or program that suffices, as a sentence.",
  }),
});

/** What somebody may do in the operator now, and why. */
const access = z
  .object({
    operatorId,
    subject: z.string(),
    decidedAt: answeredTime,
    disabledAt: answeredTime.optional(),
    roles: z.array(
      z.object({
        scope: z.string(),
        roleId: z.string(),
        siteIds: z.array(z.string()).optional(),
      }),
    ),
    grants: z.array(grantView),
    permissions: z.array(effectivePermission),
    withoutForce: z.array(z.string()).meta({
      description: "Why roles and grants that they have count for nothing now.",
    }),
  })
  .meta({ id: "Access" });

export const readOwnAccess = operation({
  operationId: "readOwnAccess",
  method: "GET",
  path: `${path}/me`,
  tag,
  summary: "See what you may do here, and why",
  permission: "member",
  params: inOperator,
  query: noQuery,
  reply: access,
  statuses: [200],
});

export const readAccess = operation({
  operationId: "readAccess",
  method: "GET",
  path: `${path}/{subject}`,
  tag,
  summary: "See what somebody may do here, and why",
  permission: "members:read",
  params: z.strictObject({ operatorId, subject }),
  query: noQuery,
  reply: access,
  statuses: [200],
});

export const accessOperations = [readOwnAccess, readAccess] as const;
