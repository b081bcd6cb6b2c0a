import { changeGateSettings, readGateSettings } from "#adapters/dynamodb/gate-settings-store.ts";
import { gateTestStore } from "#adapters/dynamodb/gate-test-store.ts";
import {
  changeAdHocSettings,
  previewThreshold,
  readAdHocSettings,
  readGateStatistics,
  testAdHocConnection,
} from "#contracts/rest/adhoc-settings.ts";
import { changedGateSettings } from "#domain/adhoc/gate-settings.ts";
import { gateTotals } from "#domain/adhoc/gate-statistics.ts";
import { wouldRefuse } from "#domain/adhoc/score-bands.ts";
import { newId } from "#functions/shared/new-id.ts";
import { checkIfMatch } from "#functions/shared/precondition.ts";
import { restHandler } from "#functions/shared/rest-handler.ts";
import { route } from "#functions/shared/rest-route.ts";
import { askSecondPerson } from "#functions/shared/second-person.ts";
import { staffGate } from "#functions/shared/staff-gate.ts";
import { reportRoutes } from "./report-routes.ts";
import { settingsReply, shownBands } from "./settings-reply.ts";
import { lastGateDays, statisticsCsv, statisticsReply } from "./statistics.ts";
import { tables } from "./tables.ts";

const { directoryTable } = tables;

export const handler = restHandler(
  [
    route(readAdHocSettings, async ({ context, receivedAt }) => {
      const settings = await readGateSettings(directoryTable, context.operatorId);
      return { body: await settingsReply(settings, receivedAt), version: settings.version };
    }),

    route(changeAdHocSettings, async (request) => {
      const { context, body, headers, receivedAt } = request;
      const before = await readGateSettings(directoryTable, context.operatorId);
      checkIfMatch(headers["if-match"], before.version);
      const after = changedGateSettings(before, body, receivedAt);
      if (before.gateEnabled && !after.gateEnabled) {
        const change = { action: "security.bot-gate-off" } as const;
        const payload = { version: before.version, change: body };
        const awaits = await askSecondPerson(request, { change, payload }, tables);
        if (awaits) return awaits;
      }
      await changeGateSettings(context, directoryTable, { before, after });
      return { body: await settingsReply(after, receivedAt), version: after.version };
    }),

    route(testAdHocConnection, async ({ context, receivedAt }) => {
      const { operatorId } = context;
      const test = { operatorId, testId: newId(), requestedAt: receivedAt };
      await gateTestStore(tables.chargingTable, operatorId).request(test, context);
      const settings = await readGateSettings(directoryTable, operatorId);
      return { body: await settingsReply(settings, receivedAt) };
    }),

    route(previewThreshold, async ({ context, query, receivedAt }) => {
      const { threshold, days } = query;
      const found = await lastGateDays(context.operatorId, days, receivedAt);
      const { scores } = gateTotals(found);
      const { stepUpFrom } = await readGateSettings(directoryTable, context.operatorId);
      return {
        body: {
          threshold,
          days,
          scored: scores.reduce((sum, count) => sum + count, 0),
          wouldRefuse: wouldRefuse(scores, threshold),
          effective: shownBands(threshold, stepUpFrom),
        },
      };
    }),

    route(readGateStatistics, async ({ context, query, receivedAt }) => {
      const { days, format } = query;
      const found = await lastGateDays(context.operatorId, days, receivedAt);
      if (format === "json") return { body: statisticsReply(days, found) };
      const content = statisticsCsv(found);
      return { text: { mediaType: "text/csv; charset=utf-8", content } };
    }),

    ...reportRoutes,
  ],
  staffGate,
);
