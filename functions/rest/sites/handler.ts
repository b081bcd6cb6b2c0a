import { siteStore } from "#adapters/dynamodb/site-store.ts";
import { changeSite, createSite, deleteSite, listSites, readSite } from "#contracts/rest/sites.ts";
import type { Site } from "#domain/fleet/charger.ts";
import { refuseLowering } from "#domain/fleet/raise-minimum.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { defined } from "#functions/shared/defined.ts";
import { fleetTables } from "#functions/shared/fleet-tables.ts";
import { listOf, nextCursor, placeIn } from "#functions/shared/list-reply.ts";
import { newId } from "#functions/shared/new-id.ts";
import { checkIfMatch } from "#functions/shared/precondition.ts";
import { refreshTariffs } from "#functions/shared/refresh-tariffs.ts";
import { restHandler } from "#functions/shared/rest-handler.ts";
import { route } from "#functions/shared/rest-route.ts";
import { staffGate } from "#functions/shared/staff-gate.ts";

const storeOf = (context: TenantContext) => siteStore(context, fleetTables);

export const handler = restHandler(
  [
    route(listSites, async ({ context, query }) => {
      const list = listOf(context, "sites", query);
      const page = await storeOf(context).list(query.limit, placeIn(list, query));
      return { body: { items: [...page.items], ...nextCursor(list, page) } };
    }),

    route(createSite, async ({ context, body, receivedAt }) => {
      const { siteId = newId() } = body;
      const site: Site = {
        ...defined(body),
        operatorId: context.operatorId,
        siteId,
        name: body.name,
        createdAt: receivedAt,
        updatedAt: receivedAt,
        version: 1,
      };
      await storeOf(context).create(site);
      const place = `/v1/operators/${context.operatorId}/sites/${siteId}`;
      return { body: site, version: site.version, headers: { location: place } };
    }),

    route(readSite, async ({ context, params }) => {
      const site = await storeOf(context).find(params.siteId);
      return { body: site, version: site.version };
    }),

    route(changeSite, async ({ context, params, body, headers, receivedAt }) => {
      const store = storeOf(context);
      const before = await store.find(params.siteId);
      checkIfMatch(headers["if-match"], before.version);
      refuseLowering(before, body);
      await store.change(before, body, receivedAt);
      const site = await store.find(params.siteId);
      if (site.tariffId !== before.tariffId) await refreshTariffs(context, fleetTables);
      return { body: site, version: site.version };
    }),

    route(deleteSite, async ({ context, params, headers, receivedAt }) => {
      const store = storeOf(context);
      const before = await store.find(params.siteId);
      checkIfMatch(headers["if-match"], before.version);
      await store.remove(before, receivedAt);
      return {};
    }),
  ],
  staffGate,
);
