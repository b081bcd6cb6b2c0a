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
} from "./fields.ts";
import { operation } from "./operation.ts";
import { pageOf, pageQuery } from "./paging.ts";

const status = z.enum(["valid", "blocked"]);
const maxActiveSessions = z.int().min(1).max(1000);
const label = z.string().trim().min(1).max(120);
const heldBy = subject.meta({
  description: "The member of staff whose it is: it is blocked when they leave.",
});
const inToken = z.strictObject({ operatorId, tokenId });
const path = "/v1/operators/{operatorId}/tokens";
const tag = "Tokens";

const token = z
  .object({
    operatorId,
    tokenId,
    status,
    validFrom: answeredTime.optional(),
    expiresAt: answeredTime.optional(),
    groupId: tokenId
      .optional()
      .meta({ description: "Tokens of one group may stop each other's sessions." }),
    maxActiveSessions,
    activeSessions: z.int().nonnegative(),
    label: label.optional(),
    heldBy: z.string().optional(),
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
  description: "Token ids compare without regard to case.",
  permission: "tokens:write",
  params: inOperator,
  query: noQuery,
  body: newToken,
  reply: token,
  statuses: [201],
  etag: true,
});

export const readToken = operation({
  operationId: "readToken",
  method: "GET",
  path: `${path}/{tokenId}`,
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
  path: `${path}/{tokenId}`,
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
  path: `${path}/{tokenId}`,
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
  readToken,
  changeToken,
  deleteToken,
] as const;
