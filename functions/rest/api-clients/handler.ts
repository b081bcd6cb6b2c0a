import { appClients } from "#adapters/cognito/app-clients.ts";
import { apiClientStore } from "#adapters/dynamodb/api-client-store.ts";
import { API_SCOPE } from "#contracts/api-scope.ts";
import {
  changeApiClient,
  createApiClient,
  issueApiClientSecret,
  listApiClients,
  readApiClient,
  revokeApiClient,
} from "#contracts/rest/api-clients.ts";
import { isApiClientOver } from "#domain/access/api-client.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { accessTables } from "#functions/shared/access-tables.ts";
import { defined } from "#functions/shared/defined.ts";
import { demandSites } from "#functions/shared/demand-sites.ts";
import { environment } from "#functions/shared/environment.ts";
import { listOf, nextCursor, placeIn } from "#functions/shared/list-reply.ts";
import { newId } from "#functions/shared/new-id.ts";
import { checkIfMatch } from "#functions/shared/precondition.ts";
import { restHandler } from "#functions/shared/rest-handler.ts";
import { route } from "#functions/shared/rest-route.ts";
import { staffGate } from "#functions/shared/staff-gate.ts";
import { apiClientReply } from "./api-client-reply.ts";
import { type Issued, issue, removeSoon } from "./issue.ts";
import { rotate } from "./rotate.ts";
import { askForWish, refuseEnded, wishOf } from "./wish.ts";

const issuer = environment("API_CLIENT_ISSUER");
const apps = appClients(environment("API_CLIENT_POOL_ID"));
const storeOf = (context: TenantContext) => apiClientStore(context, accessTables.directoryTable);

/** An API client as it is now, after a change. */
async function current(context: TenantContext, clientId: string, now: string) {
  const client = await storeOf(context).find(clientId);
  return { body: apiClientReply(client, now), version: client.version };
}

/** The one answer that holds the secret. */
function issuedReply({ client, clientSecret }: Issued, now: string) {
  const { operatorId, clientId, version } = client;
  const location = `/v1/operators/${operatorId}/api-clients/${clientId}`;
  const body = { ...apiClientReply(client, now), clientSecret, issuer, scope: API_SCOPE };
  return { body, version, headers: { location } };
}

export const handler = restHandler(
  [
    route(listApiClients, async ({ context, query, receivedAt }) => {
      const list = listOf(context, "api-clients", query);
      const page = await storeOf(context).list(query.limit, placeIn(list, query));
      const items = page.items.map((client) => apiClientReply(client, receivedAt));
      return { body: { items, ...nextCursor(list, page) } };
    }),

    route(createApiClient, async (request) => {
      const { context, body, receivedAt: now } = request;
      const { operatorId, subject: createdBy } = context;
      const wish = wishOf(body);
      await demandSites(context, [{ siteIds: wish.siteIds, pointer: "/siteIds" }]);
      const store = storeOf(context);
      await store.refuseOneMore(now);
      const awaits = await askForWish(request, { clientId: newId(), wish });
      if (awaits) return awaits;
      const life = { createdBy, createdAt: now, updatedAt: now, version: 1 };
      const draft = { ...wish, ...life, operatorId };
      return issuedReply(await issue(apps, draft, now, (client) => store.create(client)), now);
    }),

    route(readApiClient, ({ context, params, receivedAt }) =>
      current(context, params.clientId, receivedAt),
    ),

    route(changeApiClient, async (request) => {
      const { context, params, body, headers, receivedAt: now } = request;
      const { clientId } = params;
      const before = await storeOf(context).find(clientId);
      checkIfMatch(headers["if-match"], before.version);
      refuseEnded(before, now);
      const { siteIds = before.siteIds, ...fields } = body;
      const wish = wishOf({ ...before, ...defined(fields), siteIds });
      await demandSites(context, [{ siteIds: body.siteIds ?? [], pointer: "/siteIds" }]);
      const awaits = await askForWish(request, { clientId, before, wish });
      if (awaits) return awaits;
      const change = { ...wish, siteIds: wish.siteIds ?? null };
      await storeOf(context).change(before, change, now);
      return current(context, clientId, now);
    }),

    route(issueApiClientSecret, async ({ context, params, body, receivedAt: now }) => {
      const store = storeOf(context);
      const before = await store.find(params.clientId);
      return issuedReply(await rotate({ apps, store, context, before, now, ...body }), now);
    }),

    route(revokeApiClient, async ({ context, params, receivedAt: now }) => {
      const { clientId } = params;
      const store = storeOf(context);
      const before = await store.find(clientId);
      if (isApiClientOver(before, now)) return current(context, clientId, now);
      await store.change(before, { revokedAt: now, revokedBy: context.subject }, now);
      await removeSoon(apps, clientId);
      return current(context, clientId, now);
    }),
  ],
  staffGate,
);
