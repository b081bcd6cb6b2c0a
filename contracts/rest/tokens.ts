import * as z from "zod";
import { subject } from "./access-fields.ts";
import {
  answeredTime,
  inOperator,
  lifeOfItem,
  noQuery,
  operatorId,
  time,
  tokenId,
  tokenRef,
} from "./fields.ts";
import { operation } from "./operation.ts";
import { pageOf, pageQuery } from "./paging.ts";

const status = z.enum(["valid", "blocked"]);
const maxActiveSessions = z.int().min(1).max(1000);
const label = z.string().trim().min(1).max(120);
const heldBy = subject.meta({
  description: "The member of staff whose it is: it is blocked when they leave.",
});
const onLocalLists = z.boolean().meta({
  description: "Whether chargers keep it, so that it can charge while they have no connection.",
});
const inToken = z.strictObject({ operatorId, tokenRef });
const path = "/v1/operators/{operatorId}/tokens";
const tag = "Tokens";

const maskedId = z.string().meta({ description: "At most its last four characters." });

const token = z
  .object({
    operatorId,
    tokenRef,
    maskedId,
    status,
    validFrom: answeredTime.optional(),
    expiresAt: answeredTime.optional(),
    maskedGroupId: maskedId
      .optional()
      .meta({ description: "Tokens of one group may stop each other's sessions." }),
    maxActiveSessions,
    activeSessions: z.int().nonnegative(),
    label: label.optional(),
    heldBy: z.string().optional(),
    onLocalLists: z.literal(true).optional(),
    ...lifeOfItem,
  })
  .meta({ id: "Token" });

const newToken = z
  .strictObject({
    tokenId,
    status: status.default("valid"),
    validFrom: time.optional(),
    expiresAt: time.optional(),
    groupId: tokenId.optional(),
    maxActiveSessions: maxActiveSessions.default(1),
    label: label.optional(),
    heldBy: heldBy.optional(),
    onLocalLists: onLocalLists.default(false),
  })
  .meta({ id: "NewToken" });

const tokenChange = z
  .strictObject({
    status: status.optional(),
    validFrom: time.nullable().optional(),
    expiresAt: time.nullable().optional(),
    groupId: tokenId.nullable().optional(),
    maxActiveSessions: maxActiveSessions.optional(),
    label: label.nullable().optional(),
    heldBy: heldBy.nullable().optional(),
    onLocalLists: onLocalLists.optional(),
  })
  .meta({ id: "TokenChange" });

export const listTokens = operation({
  operationId: "listTokens",
  method: "GET",
  path,
  tag,
  summary: "List the tokens",
  permission: "tokens:read",
  params: inOperator,
  query: pageQuery,
  reply: pageOf(token),
  statuses: [200],
});

export const createToken = operation({
  operationId: "createToken",
  method: "POST",
  path,
  tag,
  summary: "Make a token known",
  description:
    "Token ids compare without regard to case. The answer names the token by its reference from now on; its id is stored sealed and shown masked.",
  permission: "tokens:write",
  params: inOperator,
  query: noQuery,
  body: newToken,
  reply: token,
  statuses: [201],
  etag: true,
});

export const findToken = operation({
  operationId: "findToken",
  method: "POST",
  path: `${path}/find`,
  tag,
  summary: "Find a token by its id",
  description: "The id is asked for in the body: what stands in an address ends in logs.",
  permission: "tokens:read",
  params: inOperator,
  query: noQuery,
  body: z.strictObject({ tokenId }),
  reply: token,
  statuses: [200],
  etag: true,
});

export const revealToken = operation({
  operationId: "revealToken",
  method: "POST",
  path: `${path}/{tokenRef}/reveal`,
  tag,
  summary: "Show the whole id of a token",
  description: "Say why in `X-Access-Reason`: it is written down before anything is shown.",
  permission: "drivers:reveal",
  params: inToken,
  query: noQuery,
  reply: z.object({ tokenRef, tokenId: z.string(), groupId: z.string().optional() }),
  statuses: [200],
  shownOnce: ["tokenId", "groupId"],
  demandsReason: true,
});

export const readToken = operation({
  operationId: "readToken",
  method: "GET",
  path: `${path}/{tokenRef}`,
  tag,
  summary: "Read a token",
  permission: "tokens:read",
  params: inToken,
  query: noQuery,
  reply: token,
  statuses: [200],
  etag: true,
});

export const changeToken = operation({
  operationId: "changeToken",
  method: "PATCH",
  path: `${path}/{tokenRef}`,
  tag,
  summary: "Change a token, for example block it",
  permission: "tokens:write",
  params: inToken,
  query: noQuery,
  body: tokenChange,
  reply: token,
  statuses: [200],
  etag: true,
  ifMatch: true,
});

export const deleteToken = operation({
  operationId: "deleteToken",
  method: "DELETE",
  path: `${path}/{tokenRef}`,
  tag,
  summary: "Delete a token",
  description: "Sessions that it has running go on, and end as usual.",
  permission: "tokens:write",
  params: inToken,
  query: noQuery,
  statuses: [204],
  ifMatch: true,
});

export const tokenOperations = [
  listTokens,
  createToken,
  findToken,
  revealToken,
  readToken,
  changeToken,
  deleteToken,
] as const;
