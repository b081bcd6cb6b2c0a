import { chargerRegistry } from "#adapters/dynamodb/charger-registry.ts";
import { hasActiveSession } from "#adapters/dynamodb/charger-sessions.ts";
import { listDeviations } from "#adapters/dynamodb/deviation-query.ts";
import { listChargerDeviations } from "#contracts/rest/charger-deviations.ts";
import {
  changeCharger,
  createCharger,
  deleteCharger,
  listChargers,
  readCharger,
  rotatePassword,
} from "#contracts/rest/chargers.ts";
import { DomainError } from "#domain/errors.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { defined } from "#functions/shared/defined.ts";
import { fleetTables } from "#functions/shared/fleet-tables.ts";
import { listOf, nextCursor, placeIn } from "#functions/shared/list-reply.ts";
import { checkIfMatch } from "#functions/shared/precondition.ts";
import { restHandler } from "#functions/shared/rest-handler.ts";
import { route } from "#functions/shared/rest-route.ts";
import { staffGate } from "#functions/shared/staff-gate.ts";
import { vendorProfileOf } from "#ocpp/vendors/profiles.ts";
import { changedCharger } from "./changed-charger.ts";
import { readBasis, withTariffInForce } from "./charger-in-place.ts";
import { chargerReply } from "./charger-reply.ts";
import { deviationReply } from "./deviation-reply.ts";
import { messageRoutes } from "./message-routes.ts";
import { issueCredential, newCharger } from "./new-charger.ts";
import { pendingRoutes } from "./pending-routes.ts";

const registryOf = (context: TenantContext) => chargerRegistry(context, fleetTables);

export const handler = restHandler(
  [
    route(listChargers, async ({ context, query, receivedAt }) => {
      const list = listOf(context, "chargers", query);
      const page = await registryOf(context).list(query.limit, placeIn(list, query));
      return {
        body: {
          items: page.items.map((item) => chargerReply(item, receivedAt)),
          ...nextCursor(list, page),
        },
      };
    }),

    route(createCharger, async ({ context, body, receivedAt }) => {
      const basis = await readBasis(context, body.siteId);
      const { password, ...fields } = body;
      const { credential, shown } = await issueCredential(password, receivedAt);
      const named = { ...defined(fields), chargerId: body.chargerId, siteId: body.siteId };
      const charger = withTariffInForce(
        newCharger(context.operatorId, named, credential, receivedAt),
        basis,
      );
      await registryOf(context).create(charger, basis);
      const place = `/v1/operators/${context.operatorId}/chargers/${encodeURIComponent(body.chargerId)}`;
      return {
        body: { ...chargerReply(charger, receivedAt), ...shown },
        version: charger.version,
        headers: { location: place },
      };
    }),

    route(readCharger, async ({ context, params, receivedAt }) => {
      const charger = await registryOf(context).find(params.chargerId);
      return { body: chargerReply(charger, receivedAt), version: charger.version };
    }),

    route(listChargerDeviations, async ({ context, params, query }) => {
      const { chargerId, boot } = await registryOf(context).find(params.chargerId);
      const list = listOf(context, `chargers/${chargerId}/deviations`, query);
      const { limit } = query;
      const after = placeIn(list, query);
      const page = await listDeviations(context, fleetTables.fleetTable, chargerId, {
        limit,
        after,
      });
      const profile = vendorProfileOf(boot);
      const items = page.items.map((item) => deviationReply(item, profile));
      return { body: { items, ...nextCursor(list, page) } };
    }),

    route(changeCharger, async ({ context, params, body, headers, receivedAt }) => {
      const registry = registryOf(context);
      const before = await registry.find(params.chargerId);
      checkIfMatch(headers["if-match"], before.version);
      const after = changedCharger(before, body);
      const basis = await readBasis(context, after.siteId);
      await registry.change(before, withTariffInForce(after, basis), basis, receivedAt);
      const charger = await registry.find(params.chargerId);
      return { body: chargerReply(charger, receivedAt), version: charger.version };
    }),

    route(deleteCharger, async ({ context, params, headers, receivedAt }) => {
      const registry = registryOf(context);
      const before = await registry.find(params.chargerId);
      checkIfMatch(headers["if-match"], before.version);
      if (await hasActiveSession(context, fleetTables.chargingTable, params.chargerId)) {
        throw new DomainError("charger.has-active-session", "Stop its session first.");
      }
      await registry.remove(before, receivedAt);
      return {};
    }),

    route(rotatePassword, async ({ context, params, body, receivedAt }) => {
      const registry = registryOf(context);
      const before = await registry.find(params.chargerId);
      const { credential, shown } = await issueCredential(body.password, receivedAt);
      await registry.changeCredential(before, credential, receivedAt);
      const { chargerId } = before;
      return { body: { chargerId, passwordChangedAt: credential.changedAt, ...shown } };
    }),
    ...messageRoutes,
    ...pendingRoutes,
  ],
  staffGate,
);
