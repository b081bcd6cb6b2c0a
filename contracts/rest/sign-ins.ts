import * as z from "zod";
import { subject } from "./access-fields.ts";
import { answeredTime, inOperator, noQuery, operatorId } from "./fields.ts";
import { operation } from "./operation.ts";
import { pageOf, pageQuery } from "./paging.ts";

const members = "/v1/operators/{operatorId}/members/{subject}";
const own = "/v1/operators/{operatorId}/access/me";
const tag = "Sign-ins";

const signInId = z
  .string()
  .regex(
    /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}$/,
    "1 to 128 characters: A-Z, a-z, 0-9 and . _ -, not beginning with a dot",
  )
  .meta({ example: "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee" });

const signIn = z
  .object({
    subject: z.string(),
    signInId: z.string(),
    signedInAt: answeredTime.optional(),
    firstSeenAt: answeredTime,
    lastSeenAt: answeredTime.meta({ description: "To the hour." }),
    sourceNetwork: z.string().optional().meta({ example: "203.0.113.0/24" }),
    program: z.string().optional().meta({ example: "Firefox on Windows" }),
    revokedAt: answeredTime.optional(),
    revokedBy: z.string().optional(),
  })
  .meta({ id: "SignIn" });

export const listSignIns = operation({
  operationId: "listSignIns",
  method: "GET",
  path: `${members}/sign-ins`,
  tag,
  summary: "List a member's sign-ins of the last 30 days",
  permission: "members:read",
  showsPersonalData: true,
  params: z.strictObject({ operatorId, subject }),
  query: pageQuery,
  reply: pageOf(signIn),
  statuses: [200],
});

export const revokeSignIn = operation({
  operationId: "revokeSignIn",
  method: "POST",
  path: `${members}/sign-ins/{signInId}/revoke`,
  tag,
  summary: "End one sign-in of a member",
  description: "Its tokens are refused in this operator from the next request on.",
  permission: "members:disable",
  params: z.strictObject({ operatorId, subject, signInId }),
  query: noQuery,
  statuses: [204],
});

export const listOwnSignIns = operation({
  operationId: "listOwnSignIns",
  method: "GET",
  path: `${own}/sign-ins`,
  tag,
  summary: "List your own sign-ins of the last 30 days",
  permission: "member",
  params: inOperator,
  query: pageQuery,
  reply: pageOf(signIn),
  statuses: [200],
});

export const revokeOwnSignIn = operation({
  operationId: "revokeOwnSignIn",
  method: "POST",
  path: `${own}/sign-ins/{signInId}/revoke`,
  tag,
  summary: "End one of your own sign-ins, everywhere",
  permission: "member",
  params: z.strictObject({ operatorId, signInId }),
  query: noQuery,
  statuses: [204],
});

export const signOutOneself = operation({
  operationId: "signOutOneself",
  method: "POST",
  path: `${own}/sign-out`,
  tag,
  summary: "End all your own sign-ins, everywhere, this one too",
  permission: "member",
  params: inOperator,
  query: noQuery,
  statuses: [204],
});

export const signInOperations = [
  listSignIns,
  revokeSignIn,
  listOwnSignIns,
  revokeOwnSignIn,
  signOutOneself,
] as const;
