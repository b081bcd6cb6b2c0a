import * as z from "zod";
import { INTEGRATION_KINDS } from "#domain/integrations/integration.ts";
import { answeredTime, inOperator, lifeOfItem, name, noQuery, operatorId } from "./fields.ts";
import { operation } from "./operation.ts";
import { pageOf, pageQuery } from "./paging.ts";

const integrationId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,47}$/, "1 to 48 characters: A-Z, a-z, 0-9, _ and -")
  .meta({ example: "payments" });
const inIntegration = z.strictObject({ operatorId, integrationId });
const path = "/v1/operators/{operatorId}/integrations";
const tag = "Integrations";

const owner = z.string().trim().min(1).max(120).meta({
  description: "Who answers for it: a person or a team.",
});
const url = z.url({ protocol: /^https?$/ }).max(500);
const scopes = z.array(z.string().trim().min(1).max(120)).max(50);

const integration = z
  .object({
    operatorId,
    integrationId,
    kind: z.enum(INTEGRATION_KINDS),
    name: z.string(),
    owner: z.string(),
    url: z.string().optional(),
    scopes: z.array(z.string()),
    enabled: z.boolean(),
    disabledAt: answeredTime.optional(),
    credential: z
      .object({ fingerprint: z.string(), setAt: answeredTime, setBy: z.string(), ageDays: z.int() })
      .optional()
      .meta({ description: "The secret itself is never shown." }),
    lastSuccessAt: answeredTime.optional(),
    expiresAt: answeredTime.optional().meta({ description: "Of an API client: when it ends." }),
    findings: z.array(z.string()).meta({ description: "What somebody should look at." }),
    managedAt: z.string().optional().meta({
      description: "Where it is changed, for one that is not an integration of its own.",
    }),
    ...lifeOfItem,
  })
  .meta({ id: "Integration" });
export type IntegrationView = z.input<typeof integration>;

const newIntegration = z
  .strictObject({
    integrationId: integrationId.optional(),
    kind: z.enum(["psp", "recaptcha", "iso15118", "other"]).meta({
      description:
        "`iso15118` (contract certificates of cars, docs/iso15118.md), `recaptcha` (docs/adhoc.md) and `psp` (whom drivers pay through, docs/payments.md): there is one each, and its id is its kind.",
    }),
    name,
    owner,
    url: url.optional(),
    scopes: scopes.default([]),
  })
  .meta({ id: "NewIntegration" });

const integrationChange = z
  .strictObject({
    name: name.optional(),
    owner: owner.optional(),
    url: url.nullable().optional(),
    scopes: scopes.optional(),
    enabled: z.literal(true).optional().meta({
      description: "To let it be used again; `…/disable` cuts it off.",
    }),
  })
  .meta({ id: "IntegrationChange" });

const newCredential = z
  .strictObject({
    secret: z.string().min(16).max(3_800).meta({
      description:
        "Write-only: nothing answers it. For `recaptcha` the JSON of a service account, or an API key.",
      example: "the-secret-that-the-other-side-gave-you",
    }),
  })
  .meta({ id: "NewCredential" });

export const listIntegrations = operation({
  operationId: "listIntegrations",
  method: "GET",
  path,
  tag,
  summary: "List every outside credential",
  description: "Webhooks and API clients that are not over stand on the first page.",
  permission: "integrations:read",
  params: inOperator,
  query: pageQuery,
  reply: pageOf(integration),
  statuses: [200],
});

export const createIntegration = operation({
  operationId: "createIntegration",
  method: "POST",
  path,
  tag,
  summary: "Register an outside service",
  permission: "integrations:write",
  params: inOperator,
  query: noQuery,
  body: newIntegration,
  reply: integration,
  statuses: [201],
  etag: true,
});

export const readIntegration = operation({
  operationId: "readIntegration",
  method: "GET",
  path: `${path}/{integrationId}`,
  tag,
  summary: "Read an integration",
  permission: "integrations:read",
  params: inIntegration,
  query: noQuery,
  reply: integration,
  statuses: [200],
  etag: true,
});

export const changeIntegration = operation({
  operationId: "changeIntegration",
  method: "PATCH",
  path: `${path}/{integrationId}`,
  tag,
  summary: "Change an integration",
  description: "A new `url` drops the credential: it was meant for the old one.",
  permission: "integrations:write",
  params: inIntegration,
  query: noQuery,
  body: integrationChange,
  reply: integration,
  statuses: [200],
  etag: true,
  ifMatch: true,
});

export const deleteIntegration = operation({
  operationId: "deleteIntegration",
  method: "DELETE",
  path: `${path}/{integrationId}`,
  tag,
  summary: "Delete an integration and its credential",
  permission: "integrations:write",
  params: inIntegration,
  query: noQuery,
  statuses: [204],
  ifMatch: true,
});

export const setCredential = operation({
  operationId: "setCredential",
  method: "POST",
  path: `${path}/{integrationId}/credential`,
  tag,
  summary: "Set the secret of an integration",
  description: "It is sealed before it is stored, also while it waits for the second person.",
  permission: "integrations:write",
  params: inIntegration,
  query: noQuery,
  body: newCredential,
  reply: integration,
  statuses: [200],
  mayNeedApproval: true,
  etag: true,
  ifMatch: true,
});

export const disableIntegration = operation({
  operationId: "disableIntegration",
  method: "POST",
  path: `${path}/{integrationId}/disable`,
  tag,
  summary: "Cut an integration off at once",
  permission: "integrations:disable",
  params: inIntegration,
  query: noQuery,
  reply: integration,
  statuses: [200],
  etag: true,
});

export const integrationOperations = [
  listIntegrations,
  createIntegration,
  readIntegration,
  changeIntegration,
  deleteIntegration,
  setCredential,
  disableIntegration,
] as const;
