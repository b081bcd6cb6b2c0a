import { randomBytes } from "node:crypto";
import { findCharger } from "#adapters/dynamodb/find-charger.ts";
import { messageWatchStore } from "#adapters/dynamodb/message-watch-store.ts";
import { listChargerMessages, watchCharger } from "#contracts/rest/charger-messages.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { fleetTables } from "#functions/shared/fleet-tables.ts";
import { route } from "#functions/shared/rest-route.ts";

const SHOWN = 10;
const SALT_BYTES = 16;
const { fleetTable } = fleetTables;
const watchesOf = (context: TenantContext) => messageWatchStore(context, fleetTable);

/** What a charger said while somebody watched it. */
export const messageRoutes = [
  route(listChargerMessages, async ({ context, params, receivedAt }) => {
    const { chargerId } = await findCharger(context, fleetTable, params.chargerId);
    const watches = watchesOf(context);
    const [watch, items] = await Promise.all([
      watches.find(chargerId, receivedAt),
      watches.exchanges(chargerId, SHOWN),
    ]);
    const shown = items.map((exchange) => ({ ...exchange, deviations: [...exchange.deviations] }));
    return { body: { items: shown, ...(watch && { watchedUntil: watch.until }) } };
  }),

  route(watchCharger, async ({ context, params, body, receivedAt }) => {
    const { chargerId } = await findCharger(context, fleetTable, params.chargerId);
    const until = new Date(Date.parse(receivedAt) + body.minutes * 60_000).toISOString();
    const salt = randomBytes(SALT_BYTES).toString("base64");
    await watchesOf(context).begin(chargerId, { until, salt }, receivedAt);
    return { body: { watchedUntil: until } };
  }),
];
