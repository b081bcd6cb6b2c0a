import { listProbes } from "#adapters/dynamodb/isolation-probe-store.ts";
import { listIsolationProbes } from "#contracts/rest/isolation-probes.ts";
import { PLATFORM_SCOPE } from "#domain/access/standing.ts";
import { accessTables } from "#functions/shared/access-tables.ts";
import { listOf, nextCursor, placeIn } from "#functions/shared/list-reply.ts";
import { restHandler } from "#functions/shared/rest-handler.ts";
import { route } from "#functions/shared/rest-route.ts";
import { staffGate } from "#functions/shared/staff-gate.ts";

export const handler = restHandler(
  [
    route(listIsolationProbes, async ({ context, query }) => {
      const list = listOf({ operatorId: PLATFORM_SCOPE }, "isolation probes", query);
      const page = await listProbes(context, accessTables.securityTable, {
        limit: query.limit,
        after: placeIn(list, query),
      });
      const items = page.items.map((probe) => ({ ...probe, attempts: [...probe.attempts] }));
      return { body: { items, ...nextCursor(list, page) } };
    }),
  ],
  staffGate,
);
