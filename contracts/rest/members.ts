import * as z from "zod";
import { heldRole, roleId, siteIds, subject } from "./access-fields.ts";
import { answeredTime, inOperator, lifeOfItem, noQuery, operatorId } from "./fields.ts";
import { operation } from "./operation.ts";
import { pageOf, pageQuery } from "./paging.ts";

const path = "/v1/operators/{operatorId}/members";
const tag = "Members";
const inMember = z.strictObject({ operatorId, subject });

const leaverStep = z.object({
  step: z.string().meta({ example: "revoke-sessions" }),
  targets: z.array(z.string()),
  by: z.enum(["system", "person"]),
  dueAt: answeredTime,
  doneAt: answeredTime.optional(),
  doneBy: z.string().optional(),
});

export const member = z
  .object({
    operatorId,
    subject: z.string(),
    roles: z.array(z.object({ roleId: z.string(), siteIds: z.array(z.string()).optional() })),
    grantIds: z.array(z.string()).meta({ description: "Grants that are in force now." }),
    state: z.enum(["active", "soon-dormant", "dormant", "left"]),
    disabledAt: answeredTime.optional(),
    enabledAt: answeredTime.optional(),
    lastUsedAt: answeredTime.optional().meta({ description: "To the day." }),
    disableAt: answeredTime.optional().meta({
      description: "When the account is disabled unless it is used.",
    }),
    signedOutBefore: answeredTime.optional().meta({
      description: "Sign-ins that are older count for nothing here.",
    }),
    secondFactorResetAskedAt: answeredTime.optional().meta({
      description: "Until the platform has carried it out or declined it.",
    }),
    leaving: z
      .object({ startedBy: z.string(), startedAt: answeredTime, steps: z.array(leaverStep) })
      .optional()
      .meta({ description: "The checklist of one who leaves." }),
    ...lifeOfItem,
    version: z.int().nonnegative().meta({ description: "0 where the place was made by hand." }),
  })
  .meta({ id: "Member" });

const difference = z
  .object({
    removedRoles: z.array(z.string()),
    addedRoles: z.array(z.string()),
    lostPermissions: z.array(z.string()),
    gainedPermissions: z.array(z.string()),
  })
  .meta({ id: "RoleMove" });

const memberRoles = z.array(heldRole).min(1).max(10);

export const listMembers = operation({
  operationId: "listMembers",
  method: "GET",
  path,
  tag,
  summary: "List who belongs to the operator",
  permission: "members:read",
  params: inOperator,
  query: pageQuery,
  reply: pageOf(member),
  statuses: [200],
});

export const addMember = operation({
  operationId: "addMember",
  method: "POST",
  path,
  tag,
  summary: "Give a person a place in the operator",
  description:
    "By `email`, which is not kept, or by `subject`: one of the two. The answer does not tell whether the person had an account; somebody without one is invited by e-mail. A privileged role needs a second person; the first member of an operator does not.",
  permission: "members:write",
  params: inOperator,
  query: noQuery,
  body: z
    .strictObject({
      subject: subject.optional(),
      email: z.email().max(254).optional(),
      roleId,
      siteIds: siteIds.optional(),
    })
    .refine(({ subject, email }) => (subject === undefined) !== (email === undefined), {
      path: ["email"],
      message: "Give either email or subject",
    })
    .meta({
      id: "NewMember",
      example: { email: "ann@example.com", roleId: "operator-viewer" },
    }),
  reply: member,
  statuses: [201],
  mayNeedApproval: true,
  etag: true,
});

export const readMember = operation({
  operationId: "readMember",
  method: "GET",
  path: `${path}/{subject}`,
  tag,
  summary: "Read a member",
  permission: "members:read",
  params: inMember,
  query: noQuery,
  reply: member,
  statuses: [200],
  etag: true,
});

export const changeMemberRoles = operation({
  operationId: "changeMemberRoles",
  method: "PATCH",
  path: `${path}/{subject}`,
  tag,
  summary: "Give a member other roles",
  description:
    "The roles of before are taken away first, so nobody collects rights; `difference` says what changed. Gaining a critical permission needs a second person. Nobody changes their own roles.",
  permission: "members:write",
  params: inMember,
  query: noQuery,
  body: z.strictObject({ roles: memberRoles }).meta({ id: "MemberChange" }),
  reply: member.extend({ difference }).meta({ id: "ChangedMember" }),
  statuses: [200],
  mayNeedApproval: true,
  etag: true,
  ifMatch: true,
});

const lifeChange = {
  method: "POST",
  tag,
  params: inMember,
  query: noQuery,
  reply: member,
  statuses: [200],
  etag: true,
} as const;

export const disableMember = operation({
  ...lifeChange,
  operationId: "disableMember",
  path: `${path}/{subject}/disable`,
  summary: "End a person's access",
  description:
    "Roles and grants end with the answer. The checklist says what else ends within 15 minutes, and what somebody must take over.",
  permission: "members:disable",
});

export const enableMember = operation({
  ...lifeChange,
  operationId: "enableMember",
  path: `${path}/{subject}/enable`,
  summary: "Let a disabled account live again",
  description: "A dormant account has its roles again; one who left is given new ones.",
  permission: "members:write",
});

export const completeHandOver = operation({
  ...lifeChange,
  operationId: "completeHandOver",
  path: `${path}/{subject}/hand-over`,
  summary: "Say that what a leaver answered for has a new owner",
  permission: "members:disable",
});

export const signOutMember = operation({
  ...lifeChange,
  operationId: "signOutMember",
  path: `${path}/{subject}/sign-out`,
  summary: "End all sign-ins of a member",
  description:
    "Their tokens are refused in this operator from the next request on, and cannot be renewed anywhere.",
  permission: "members:disable",
});

export const resetSecondFactor = operation({
  ...lifeChange,
  operationId: "resetSecondFactor",
  path: `${path}/{subject}/reset-second-factor`,
  summary: "Let a member enrol a new second factor",
  description:
    "Ends their sign-ins at once. The platform takes the second factor away within five minutes, unless the person also works for somebody else: then a SystemAdmin must ask.",
  permission: "members:disable",
});

export const memberOperations = [
  listMembers,
  addMember,
  readMember,
  changeMemberRoles,
  disableMember,
  enableMember,
  completeHandOver,
  signOutMember,
  resetSecondFactor,
] as const;
