import { fingerprintOf } from "#adapters/credentials/fingerprint.ts";
import { apiClientStore } from "#adapters/dynamodb/api-client-store.ts";
import { integrationStore } from "#adapters/dynamodb/integration-store.ts";
import { webhookStore } from "#adapters/dynamodb/webhook-store.ts";
import { secretSealer } from "#adapters/kms/sealed-secret.ts";
import {
  changeIntegration,
  createIntegration,
  deleteIntegration,
  disableIntegration,
  listIntegrations,
  readIntegration,
  setCredential,
} from "#contracts/rest/integrations.ts";
import { isApiClientOver } from "#domain/access/api-client.ts";
import {
  type Integration,
  ISO15118_INTEGRATION_ID,
  PSP_INTEGRATION_ID,
  RECAPTCHA_INTEGRATION_ID,
} from "#domain/integrations/integration.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { defined } from "#functions/shared/defined.ts";
import { environment } from "#functions/shared/environment.ts";
import { listOf, nextCursor, placeIn } from "#functions/shared/list-reply.ts";
import { newId } from "#functions/shared/new-id.ts";
import { checkIfMatch } from "#functions/shared/precondition.ts";
import { restHandler } from "#functions/shared/rest-handler.ts";
import { route } from "#functions/shared/rest-route.ts";
import { askSecondPerson } from "#functions/shared/second-person.ts";
import { staffGate } from "#functions/shared/staff-gate.ts";
import { integrationOfApiClient } from "./integration-of-api-client.ts";
import { integrationOfWebhook } from "./integration-of-webhook.ts";
import { integrationReply } from "./integration-reply.ts";

const tables = {
  directoryTable: environment("DIRECTORY_TABLE"),
  securityTable: environment("SECURITY_TABLE"),
};
/** Functions find these without a search. */
const ONLY_ONE: Readonly<Record<string, string>> = {
  iso15118: ISO15118_INTEGRATION_ID,
  recaptcha: RECAPTCHA_INTEGRATION_ID,
  psp: PSP_INTEGRATION_ID,
};
const keyArn = environment("CREDENTIAL_KEY_ARN");
const storeOf = (context: TenantContext) => integrationStore(context, tables.directoryTable);

/** The integration as it is now, after a change. */
async function current(context: TenantContext, integrationId: string, now: string) {
  const integration = await storeOf(context).find(integrationId);
  return { body: integrationReply(integration, now), version: integration.version };
}

export const handler = restHandler(
  [
    route(listIntegrations, async ({ context, query, receivedAt }) => {
      const list = listOf(context, "integrations", query);
      const after = placeIn(list, query);
      const page = await storeOf(context).list(query.limit, after);
      const others = after === undefined ? await kept(context, receivedAt) : [];
      const items = [...others, ...page.items.map(ownEntry)];
      return { body: { items: items.map((item) => item(receivedAt)), ...nextCursor(list, page) } };
    }),

    route(createIntegration, async ({ context, body, receivedAt }) => {
      const { integrationId: wanted = newId(), url, ...fields } = body;
      const integrationId = ONLY_ONE[body.kind] ?? wanted;
      const integration: Integration = {
        ...fields,
        ...(url !== undefined && { url }),
        operatorId: context.operatorId,
        integrationId,
        enabled: true,
        createdAt: receivedAt,
        updatedAt: receivedAt,
        version: 1,
      };
      await storeOf(context).create(integration);
      const location = `/v1/operators/${context.operatorId}/integrations/${integrationId}`;
      return {
        body: integrationReply(integration, receivedAt),
        version: integration.version,
        headers: { location },
      };
    }),

    route(readIntegration, ({ context, params, receivedAt }) =>
      current(context, params.integrationId, receivedAt),
    ),

    route(changeIntegration, async ({ context, params, body, headers, receivedAt }) => {
      const store = storeOf(context);
      const before = await store.find(params.integrationId);
      checkIfMatch(headers["if-match"], before.version);
      const goesElsewhere = body.url !== undefined && body.url !== before.url;
      const fields = {
        ...defined(body),
        ...(body.enabled && { disabledAt: null }),
        // A secret was meant for the address that it was given with.
        ...(goesElsewhere && { credential: null }),
      };
      await store.change(before, fields, receivedAt);
      return current(context, params.integrationId, receivedAt);
    }),

    route(deleteIntegration, async ({ context, params, headers, receivedAt }) => {
      const store = storeOf(context);
      const before = await store.find(params.integrationId);
      checkIfMatch(headers["if-match"], before.version);
      await store.remove(before, receivedAt);
      return {};
    }),

    route(setCredential, async (request) => {
      const { context, params, body, headers, receivedAt } = request;
      const { integrationId } = params;
      const store = storeOf(context);
      const before = await store.find(integrationId);
      checkIfMatch(headers["if-match"], before.version);
      const sealed = await secretSealer(context, keyArn)(body.secret, {
        purpose: "integration",
        itemId: integrationId,
      });
      const fingerprint = fingerprintOf(body.secret, context.operatorId, integrationId);
      const change = { action: "integrations.credential" } as const;
      const payload = {
        integrationId,
        version: before.version,
        credential: { sealed, fingerprint },
      };
      const awaits = await askSecondPerson(request, { change, payload }, tables);
      if (awaits) return awaits;
      const credential = { sealed, fingerprint, setAt: receivedAt, setBy: context.subject };
      await store.change(before, { credential }, receivedAt);
      return current(context, integrationId, receivedAt);
    }),

    route(disableIntegration, async ({ context, params, receivedAt }) => {
      const store = storeOf(context);
      const before = await store.find(params.integrationId);
      if (before.enabled) {
        await store.change(before, { enabled: false, disabledAt: receivedAt }, receivedAt);
      }
      return current(context, params.integrationId, receivedAt);
    }),
  ],
  staffGate,
);

/** What is in the registry and has a place of its own elsewhere. */
async function kept(context: TenantContext, now: string) {
  const [webhooks, clients] = await Promise.all([
    webhookStore(context, tables.directoryTable).all(),
    apiClientStore(context, tables.directoryTable).all(),
  ]);
  const working = clients.filter((client) => !isApiClientOver(client, now));
  return [...webhooks.map(integrationOfWebhook), ...working.map(integrationOfApiClient)];
}

function ownEntry(integration: Integration) {
  return (now: string) => integrationReply(integration, now);
}
