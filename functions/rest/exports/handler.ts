import { exportLines } from "#adapters/dynamodb/export-lines.ts";
import { exportStore } from "#adapters/dynamodb/export-store.ts";
import { walkOperator } from "#adapters/dynamodb/operator-walk.ts";
import { readExport, requestExport } from "#contracts/rest/operator-life.ts";
import { DomainError } from "#domain/errors.ts";
import { accessTables } from "#functions/shared/access-tables.ts";
import { fleetTables } from "#functions/shared/fleet-tables.ts";
import { listOf, nextCursor, placeIn } from "#functions/shared/list-reply.ts";
import { noteExport } from "#functions/shared/note-export.ts";
import { restHandler } from "#functions/shared/rest-handler.ts";
import { route } from "#functions/shared/rest-route.ts";
import { askSecondPerson } from "#functions/shared/second-person.ts";
import { staffGate } from "#functions/shared/staff-gate.ts";
import { mostOf } from "./most-of.ts";

const { directoryTable } = accessTables;

export const handler = restHandler(
  [
    route(requestExport, async (request) => {
      const { operatorId } = request.context;
      const change = { action: "operator.export" } as const;
      const awaits = await askSecondPerson(
        request,
        { change, payload: { operatorId } },
        accessTables,
      );
      if (!awaits) throw new Error("nobody exports an operator alone");
      return awaits;
    }),

    route(readExport, async ({ context, params, query, receivedAt }) => {
      const { exportId, expiresAt } = await exportStore(context, directoryTable).find(
        params.exportId,
      );
      if (Date.parse(expiresAt) <= Date.parse(receivedAt)) {
        throw new DomainError("export.not-found", "The export is over.");
      }
      if (query.cursor === undefined) {
        const { operationId } = readExport;
        const reason = "An export that two people allowed";
        await noteExport(context, { operationId, target: { exportId }, reason, at: receivedAt });
      }
      const list = listOf(context, `export ${exportId}`, query);
      const walk = walkOperator(context.operatorId, fleetTables, placeIn(list, query));
      const { pages, position } = await mostOf(walk, query.limit);
      const items = pages.flatMap(exportLines);
      return {
        body: { items, ...nextCursor(list, position === undefined ? {} : { after: position }) },
      };
    }),
  ],
  staffGate,
);
