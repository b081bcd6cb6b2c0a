import * as z from "zod";
import { subject } from "./access-fields.ts";
import { noParams, noQuery } from "./fields.ts";
import { member } from "./members.ts";
import { operation } from "./operation.ts";
import { pageOf, pageQuery } from "./paging.ts";

const path = "/v1/platform/members";
const tag = "Platform members";
const inMember = z.strictObject({ subject });

const platformMember = member.omit({ operatorId: true }).meta({ id: "PlatformMember" });

export const listPlatformMembers = operation({
  operationId: "listPlatformMembers",
  method: "GET",
  path,
  tag,
  summary: "List who administers the platform",
  permission: "platform-members:read",
  params: noParams,
  query: pageQuery,
  reply: pageOf(platformMember),
  statuses: [200],
});

export const addPlatformMember = operation({
  operationId: "addPlatformMember",
  method: "POST",
  path,
  tag,
  summary: "Let somebody administer the platform",
  description:
    "By `email`, which is not kept, or by `subject`. A second SystemAdmin must agree, unless there has never been one.",
  permission: "platform-members:write",
  params: noParams,
  query: noQuery,
  body: z
    .strictObject({ subject: subject.optional(), email: z.email().max(254).optional() })
    .refine((body) => (body.subject === undefined) !== (body.email === undefined), {
      path: ["email"],
      message: "Give either email or subject",
    })
    .meta({ id: "NewPlatformMember", example: { email: "ann@example.com" } }),
  reply: platformMember,
  statuses: [201],
  mayNeedApproval: true,
  etag: true,
});

const lifeChange = {
  method: "POST",
  tag,
  permission: "platform-members:write",
  params: inMember,
  query: noQuery,
  reply: platformMember,
  statuses: [200],
  etag: true,
} as const;

export const disablePlatformMember = operation({
  ...lifeChange,
  operationId: "disablePlatformMember",
  path: `${path}/{subject}/disable`,
  summary: "End a SystemAdmin's access",
  description: "Never one's own, so that one is always left.",
});

export const enablePlatformMember = operation({
  ...lifeChange,
  operationId: "enablePlatformMember",
  path: `${path}/{subject}/enable`,
  summary: "Let a disabled account live again",
  description: "A dormant one has its role again; one who left is added anew.",
});

export const signOutPlatformMember = operation({
  ...lifeChange,
  operationId: "signOutPlatformMember",
  path: `${path}/{subject}/sign-out`,
  summary: "End all sign-ins of a SystemAdmin, in every operator",
});

export const resetPlatformSecondFactor = operation({
  ...lifeChange,
  operationId: "resetPlatformSecondFactor",
  path: `${path}/{subject}/reset-second-factor`,
  summary: "Let a SystemAdmin enrol a new second factor",
  description: "Ends their sign-ins at once; the second factor is taken away within five minutes.",
});

export const platformMemberOperations = [
  listPlatformMembers,
  addPlatformMember,
  disablePlatformMember,
  enablePlatformMember,
  signOutPlatformMember,
  resetPlatformSecondFactor,
] as const;
