import * as z from "zod";
import { permission, siteIds } from "./access-fields.ts";
import { answeredTime, inOperator, lifeOfItem, name, noQuery, operatorId, time } from "./fields.ts";
import { operation } from "./operation.ts";
import { pageOf, pageQuery } from "./paging.ts";

const clientId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,128}$/, "1 to 128 characters: A-Z, a-z, 0-9, _ and -")
  .meta({ example: "3n4b5urk1ft4fl3mg5e62d9ado" });
const inApiClient = z.strictObject({ operatorId, clientId });
const path = "/v1/operators/{operatorId}/api-clients";
const tag = "API clients";

const DAY_SECONDS = 86_400;

const owner = z.string().trim().min(1).max(120).meta({
  description: "Who answers for it: a person's subject or a team.",
});
const permissions = z
  .array(permission)
  .min(1)
  .max(100)
  .meta({ description: "No more than your own roles let you do.", example: ["sessions:read"] });
const expiresAt = time.meta({ description: "At most 365 days from now." });

const fields = {
  operatorId,
  clientId: z.string(),
  name: z.string(),
  owner: z.string(),
  permissions: z.array(z.string()),
  siteIds: z.array(z.string()).optional(),
  state: z.enum(["active", "awaiting-secret", "expired", "replaced", "revoked"]),
  expiresAt: answeredTime,
  createdBy: z.string(),
  secret: z
    .object({ fingerprint: z.string(), setAt: answeredTime })
    .optional()
    .meta({ description: "What the secret is recognised by." }),
  replaces: z.string().optional(),
  replacedBy: z.string().optional(),
  lastUsedAt: answeredTime.optional().meta({ description: "To the day." }),
  revokedAt: answeredTime.optional(),
  revokedBy: z.string().optional(),
  findings: z.array(z.enum(["expires-soon", "unused"])),
  ...lifeOfItem,
} as const;

const apiClient = z.object(fields).meta({ id: "ApiClient" });
export type ApiClientView = z.input<typeof apiClient>;

const apiClientWithSecret = z
  .object({
    ...fields,
    clientSecret: z.string().optional().meta({ description: "Shown this once." }),
    issuer: z.string().meta({
      description:
        "Its `/.well-known/openid-configuration` names the token endpoint; `grant_type=client_credentials`.",
    }),
    scope: z.string().meta({ description: "What to ask for there.", example: "chargeward/api" }),
  })
  .meta({ id: "ApiClientWithSecret" });

/** What somebody wants a program to be; an approved one is read by the same schema again. */
export const apiClientWish = z.strictObject({
  name,
  owner,
  permissions,
  siteIds: siteIds.optional(),
  expiresAt,
});

export const listApiClients = operation({
  operationId: "listApiClients",
  method: "GET",
  path,
  tag,
  summary: "List the programs that use the API",
  permission: "api-clients:read",
  params: inOperator,
  query: pageQuery,
  reply: pageOf(apiClient),
  statuses: [200],
});

export const createApiClient = operation({
  operationId: "createApiClient",
  method: "POST",
  path,
  tag,
  summary: "Let a program use the API",
  description:
    "One that only reads has its secret at once. One that may do more waits for a second person, and then for you to fetch its secret (`…/secret`).",
  permission: "api-clients:write",
  params: inOperator,
  query: noQuery,
  body: apiClientWish.meta({ id: "NewApiClient" }),
  reply: apiClientWithSecret,
  shownOnce: ["clientSecret"],
  statuses: [201],
  etag: true,
  mayNeedApproval: true,
});

export const readApiClient = operation({
  operationId: "readApiClient",
  method: "GET",
  path: `${path}/{clientId}`,
  tag,
  summary: "Read an API client",
  permission: "api-clients:read",
  params: inApiClient,
  query: noQuery,
  reply: apiClient,
  statuses: [200],
  etag: true,
});

export const changeApiClient = operation({
  operationId: "changeApiClient",
  method: "PATCH",
  path: `${path}/{clientId}`,
  tag,
  summary: "Change an API client",
  description:
    "What it may not do any more counts from the next request on. What it may do besides, elsewhere or for longer may need a second person, as for a new one.",
  permission: "api-clients:write",
  params: inApiClient,
  query: noQuery,
  body: z
    .strictObject({
      name: name.optional(),
      owner: owner.optional(),
      permissions: permissions.optional(),
      siteIds: siteIds.nullable().optional(),
      expiresAt: expiresAt.optional(),
    })
    .meta({ id: "ApiClientChange" }),
  reply: apiClient,
  statuses: [200],
  etag: true,
  ifMatch: true,
  mayNeedApproval: true,
});

export const issueApiClientSecret = operation({
  operationId: "issueApiClientSecret",
  method: "POST",
  path: `${path}/{clientId}/secret`,
  tag,
  summary: "Get a secret for an API client, or a new one",
  description:
    "Makes a client with an id and a secret of its own that takes the place of this one. The first secret is for whoever made it.",
  permission: "api-clients:write",
  params: inApiClient,
  query: noQuery,
  body: z
    .strictObject({
      overlapSeconds: z.int().min(0).max(DAY_SECONDS).default(3600).meta({
        description: "How long the one before still counts.",
      }),
    })
    .meta({ id: "NewApiClientSecret" }),
  reply: apiClientWithSecret,
  shownOnce: ["clientSecret"],
  statuses: [201],
  etag: true,
});

export const revokeApiClient = operation({
  operationId: "revokeApiClient",
  method: "POST",
  path: `${path}/{clientId}/revoke`,
  tag,
  summary: "Cut off a program at once",
  description: "It is refused from its next request on, whatever token it holds.",
  permission: "integrations:disable",
  params: inApiClient,
  query: noQuery,
  reply: apiClient,
  statuses: [200],
  etag: true,
});

export const apiClientOperations = [
  listApiClients,
  createApiClient,
  readApiClient,
  changeApiClient,
  issueApiClientSecret,
  revokeApiClient,
] as const;
