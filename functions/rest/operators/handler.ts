import { actingAsSelf } from "#adapters/dynamodb/client.ts";
import { operatorDirectory, ownOperator } from "#adapters/dynamodb/operator-store.ts";
import {
  changeOperator,
  createOperator,
  listOperators,
  readOperator,
} from "#contracts/rest/operators.ts";
import { PLATFORM_SCOPE } from "#domain/access/standing.ts";
import { DEFAULT_OPERATOR_SETTINGS, type Operator } from "#domain/tenancy/operator.ts";
import { defined } from "#functions/shared/defined.ts";
import { fleetTables } from "#functions/shared/fleet-tables.ts";
import { listOf, nextCursor, placeIn } from "#functions/shared/list-reply.ts";
import { checkIfMatch } from "#functions/shared/precondition.ts";
import { refreshTariffs } from "#functions/shared/refresh-tariffs.ts";
import { restHandler } from "#functions/shared/rest-handler.ts";
import { route } from "#functions/shared/rest-route.ts";
import { staffGate } from "#functions/shared/staff-gate.ts";
import { changedSettings } from "./changed-settings.ts";
import { lifeRoutes } from "./life-routes.ts";

const { directoryTable } = fleetTables;

export const handler = restHandler(
  [
    route(listOperators, async ({ context, query }) => {
      const list = listOf({ operatorId: PLATFORM_SCOPE }, "operators", query);
      // The operators' items lie in their own partitions: only the function itself may read them all.
      const page = await actingAsSelf(() =>
        operatorDirectory(context, directoryTable).list(query.limit, placeIn(list, query)),
      );
      return { body: { items: [...page.items], ...nextCursor(list, page) } };
    }),

    route(createOperator, async ({ context, body, receivedAt }) => {
      const operator: Operator = {
        ...body,
        settings: { ...DEFAULT_OPERATOR_SETTINGS, ...defined(body.settings ?? {}) },
        createdAt: receivedAt,
        updatedAt: receivedAt,
        version: 1,
      };
      await staffGate.actFor(operator.operatorId, () =>
        operatorDirectory(context, directoryTable).create(operator),
      );
      const place = `/v1/operators/${operator.operatorId}`;
      return { body: operator, version: operator.version, headers: { location: place } };
    }),

    route(readOperator, async ({ context }) => {
      const operator = await ownOperator(context, fleetTables).find();
      return { body: operator, version: operator.version };
    }),

    route(changeOperator, async ({ context, body, headers, receivedAt }) => {
      const store = ownOperator(context, fleetTables);
      const before = await store.find();
      checkIfMatch(headers["if-match"], before.version);
      const settings = changedSettings(before.settings, body.settings ?? {});
      await store.change(before, { ...body, settings }, receivedAt);
      const operator = await store.find();
      if (operator.settings.defaultTariffId !== before.settings.defaultTariffId) {
        await refreshTariffs(context, fleetTables);
      }
      return { body: operator, version: operator.version };
    }),
    ...lifeRoutes,
  ],
  staffGate,
);
