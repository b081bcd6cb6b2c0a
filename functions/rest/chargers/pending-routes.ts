import { chargerRegistry } from "#adapters/dynamodb/charger-registry.ts";
import { pendingChargerStore } from "#adapters/dynamodb/pending-charger-store.ts";
import {
  adoptPendingCharger,
  listPendingChargers,
  refusePendingCharger,
} from "#contracts/rest/pending-chargers.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { defined } from "#functions/shared/defined.ts";
import { fleetTables } from "#functions/shared/fleet-tables.ts";
import { listOf, nextCursor, placeIn } from "#functions/shared/list-reply.ts";
import { route } from "#functions/shared/rest-route.ts";
import { readBasis, withTariffInForce } from "./charger-in-place.ts";
import { chargerReply } from "./charger-reply.ts";
import { issueCredential, newCharger } from "./new-charger.ts";

const pendingOf = (context: TenantContext) => pendingChargerStore(context, fleetTables.fleetTable);

/** The stations that presented themselves under names that no charger has, and what people make of them. */
export const pendingRoutes = [
  route(listPendingChargers, async ({ context, query }) => {
    const list = listOf(context, "pending-chargers", query);
    const page = await pendingOf(context).list(query.limit, placeIn(list, query));
    const items = page.items.map((item) => ({
      ...item,
      state: item.state === "refused" ? ("refused" as const) : ("waiting" as const),
    }));
    return { body: { items, ...nextCursor(list, page) } };
  }),

  route(adoptPendingCharger, async ({ context, params, body, receivedAt }) => {
    const { chargerId } = params;
    const pending = pendingOf(context);
    await pending.find(chargerId);
    const basis = await readBasis(context, body.siteId);
    const { password, ...fields } = body;
    const { credential, shown } = await issueCredential(password, receivedAt);
    const named = { ...defined(fields), chargerId, siteId: body.siteId };
    const made = newCharger(context.operatorId, named, credential, receivedAt);
    const charger = withTariffInForce(made, basis);
    const adopted = pending.adopted(chargerId, receivedAt);
    await chargerRegistry(context, fleetTables).create(charger, basis, [adopted]);
    const place = `/v1/operators/${context.operatorId}/chargers/${encodeURIComponent(chargerId)}`;
    return {
      body: { ...chargerReply(charger, receivedAt), ...shown },
      version: charger.version,
      headers: { location: place },
    };
  }),

  route(refusePendingCharger, async ({ context, params, body, receivedAt }) => {
    const { chargerId } = params;
    const pending = pendingOf(context);
    await pending.find(chargerId);
    const until = new Date(Date.parse(receivedAt) + body.hours * 3_600_000).toISOString();
    await pending.refuse(chargerId, until, receivedAt);
    return { body: { chargerId, refusedUntil: until } };
  }),
];
