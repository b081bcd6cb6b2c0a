import { listAttempts } from "#adapters/dynamodb/adhoc-attempt-store.ts";
import { stickerReportStore } from "#adapters/dynamodb/sticker-report-store.ts";
import {
  type AdHocAttemptView,
  closeStickerReport,
  listAdHocAttempts,
  listStickerReports,
  type StickerReportView,
} from "#contracts/rest/adhoc-settings.ts";
import type { AdHocAttempt } from "#domain/adhoc/attempt.ts";
import type { StickerReport } from "#domain/adhoc/sticker-report.ts";
import { listOf, nextCursor, placeIn } from "#functions/shared/list-reply.ts";
import { route } from "#functions/shared/rest-route.ts";
import { tables } from "./tables.ts";

/** Who tried to charge, and what drivers reported. */
export const reportRoutes = [
  route(listAdHocAttempts, async ({ context, query }) => {
    const list = listOf(context, "adhoc-attempts", query);
    const { operatorId } = context;
    const after = placeIn(list, query);
    const page = await listAttempts(tables.chargingTable, operatorId, query.limit, after);
    return { body: { items: page.items.map(attemptView), ...nextCursor(list, page) } };
  }),

  route(listStickerReports, async ({ context, query }) => {
    const list = listOf(context, "sticker-reports", query);
    const store = stickerReportStore(context, tables.securityTable);
    const page = await store.list(query.limit, placeIn(list, query));
    return { body: { items: page.items.map(reportView), ...nextCursor(list, page) } };
  }),

  route(closeStickerReport, async ({ context, params, body, receivedAt }) => {
    const store = stickerReportStore(context, tables.securityTable);
    const before = await store.find(params.reportId);
    if (before.state === "open") await store.close(before, body.outcome, receivedAt);
    return { body: reportView(await store.find(params.reportId)) };
  }),
];

function attemptView(attempt: AdHocAttempt): AdHocAttemptView {
  const { attemptId, chargerId, siteId, state, requestedAt, stateSince, verdict } = attempt;
  const { outcome, because, score, threshold } = verdict ?? {};
  return {
    attemptId,
    chargerId,
    siteId,
    state,
    requestedAt,
    since: stateSince,
    ...(outcome !== undefined && { outcome }),
    ...(because !== undefined && { because }),
    ...(score !== undefined && { score }),
    ...(threshold !== undefined && { threshold }),
    ...(attempt.appealedAt !== undefined && { appealedAt: attempt.appealedAt }),
  };
}

function reportView({ operatorId: _, codeId: __, ...report }: StickerReport): StickerReportView {
  return report;
}
