import { ownOperator } from "#adapters/dynamodb/operator-store.ts";
import { tariffStore } from "#adapters/dynamodb/tariff-store.ts";
import {
  changeTariff,
  createTariff,
  deleteTariff,
  listTariffs,
  readTariff,
} from "#contracts/rest/tariffs.ts";
import { priceBaseOf } from "#domain/access/price-base.ts";
import { changedTariff, changeTariff as changeTariffOf } from "#domain/charging/change-tariff.ts";
import type { Tariff } from "#domain/charging/tariff.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { environment } from "#functions/shared/environment.ts";
import { listOf, nextCursor, placeIn } from "#functions/shared/list-reply.ts";
import { newId } from "#functions/shared/new-id.ts";
import { checkIfMatch } from "#functions/shared/precondition.ts";
import { restHandler } from "#functions/shared/rest-handler.ts";
import { invalid } from "#functions/shared/rest-request.ts";
import { route } from "#functions/shared/rest-route.ts";
import { askSecondPerson } from "#functions/shared/second-person.ts";
import { staffGate } from "#functions/shared/staff-gate.ts";

const tables = {
  directoryTable: environment("DIRECTORY_TABLE"),
  chargingTable: environment("CHARGING_TABLE"),
  securityTable: environment("SECURITY_TABLE"),
};
const storeOf = (context: TenantContext) => tariffStore(context, tables.chargingTable);

export const handler = restHandler(
  [
    route(listTariffs, async ({ context, query }) => {
      const list = listOf(context, "tariffs", query);
      const page = await storeOf(context).list(query.limit, placeIn(list, query));
      return { body: { items: [...page.items], ...nextCursor(list, page) } };
    }),

    route(createTariff, async ({ context, body, receivedAt }) => {
      const operator = await ownOperator(context, tables).find();
      const { tariffId = newId(), currency = operator.currency } = body;
      if (currency !== operator.currency) {
        const detail = `Must be ${operator.currency}, the operator's currency`;
        throw invalid({ in: "body", pointer: "/currency", detail });
      }
      const tariff: Tariff = {
        ...body,
        operatorId: context.operatorId,
        tariffId,
        currency,
        createdAt: receivedAt,
        updatedAt: receivedAt,
        version: 1,
      };
      await storeOf(context).create(tariff);
      const place = `/v1/operators/${context.operatorId}/tariffs/${tariffId}`;
      return { body: tariff, version: tariff.version, headers: { location: place } };
    }),

    route(readTariff, async ({ context, params }) => {
      const tariff = await storeOf(context).find(params.tariffId);
      return { body: tariff, version: tariff.version };
    }),

    route(changeTariff, async (request) => {
      const { context, params, body, headers, receivedAt } = request;
      const store = storeOf(context);
      const before = await store.find(params.tariffId);
      checkIfMatch(headers["if-match"], before.version);
      const awaits = await askSecondPerson(
        request,
        {
          change: {
            action: "tariffs.change",
            before: priceBaseOf(before, receivedAt).prices,
            after: changedTariff(before, body),
          },
          payload: { tariffId: before.tariffId, version: before.version, changes: body },
        },
        tables,
      );
      if (awaits) return awaits;
      const change = { before, changes: body, isApproved: false, now: receivedAt };
      await changeTariffOf(change, store.change);
      const tariff = await store.find(params.tariffId);
      return { body: tariff, version: tariff.version };
    }),

    route(deleteTariff, async ({ context, params, headers, receivedAt }) => {
      const store = storeOf(context);
      const before = await store.find(params.tariffId);
      checkIfMatch(headers["if-match"], before.version);
      await store.remove(before, receivedAt);
      return {};
    }),
  ],
  staffGate,
);
