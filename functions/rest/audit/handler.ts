import { pagesAfter } from "#adapters/dynamodb/journal-reader.ts";
import { journalSearch } from "#adapters/dynamodb/journal-search.ts";
import { statementSigner } from "#adapters/kms/statement-signer.ts";
import { sealedJournal } from "#adapters/s3/sealed-journal.ts";
import { exportAudit, listAnchors, readJournalPages, searchAudit } from "#contracts/rest/audit.ts";
import { readSessionStory } from "#contracts/rest/session-story.ts";
import { recordLine } from "#domain/audit/export-record.ts";
import { environment } from "#functions/shared/environment.ts";
import { listOf, nextCursor, placeIn } from "#functions/shared/list-reply.ts";
import { noteExport } from "#functions/shared/note-export.ts";
import { restHandler } from "#functions/shared/rest-handler.ts";
import { route } from "#functions/shared/rest-route.ts";
import { staffGate } from "#functions/shared/staff-gate.ts";
import { anchorReplies } from "./anchor-replies.ts";
import { newExport } from "./new-export.ts";
import { searched } from "./searched.ts";
import { storyOf } from "./story.ts";

/** Below the 6 MB that a function may answer: a page has some 300 kB of text at most. */
const PAGES = 10;

const tables = {
  auditTable: environment("AUDIT_TABLE"),
  chargingTable: environment("CHARGING_TABLE"),
  fleetTable: environment("FLEET_TABLE"),
};
const { auditTable } = tables;
const sealed = sealedJournal(environment("AUDIT_BUCKET"));
const sign = statementSigner(environment("AUDIT_SIGNING_KEY_ARN"));

export const handler = restHandler(
  [
    route(searchAudit, async ({ context, query }) => {
      const list = listOf(context, "audit", query);
      const place = placeIn(list, query);
      const journal = journalSearch(context, auditTable);
      const page = await journal.find(searched(query), query, query.limit, place);
      return { body: { items: [...page.items], ...nextCursor(list, page) } };
    }),

    route(listAnchors, async ({ context, query }) => {
      const { from = "", to = "9999" } = query;
      const lines = await sealed.anchorLines(context.operatorId, from, to);
      return { body: { items: anchorReplies(lines) } };
    }),

    route(exportAudit, async ({ context, receivedAt }) => {
      const { operationId } = exportAudit;
      const { reason = "An export of the audit journal" } = context;
      await noteExport(context, { operationId, target: {}, reason, at: receivedAt });
      const body = await newExport(context.operatorId, receivedAt, { auditTable, sealed, sign });
      return { body };
    }),

    route(readJournalPages, async ({ context, query }) => {
      const { table, afterPage, lastPage } = query;
      const chain = { operatorId: context.operatorId, table };
      const limit = Math.min(PAGES, lastPage - afterPage);
      const pages = limit > 0 ? await pagesAfter(auditTable, chain, afterPage, limit) : [];
      const last = pages.at(-1)?.pageNumber;
      const lines = pages.flatMap((each) => [
        recordLine({ kind: "page", ...each.page }),
        ...each.lines,
      ]);
      const isMore = last !== undefined && last < lastPage;
      return { body: { lines, ...(isMore && { nextAfterPage: last }) } };
    }),

    route(readSessionStory, async ({ context, params, receivedAt }) => ({
      body: await storyOf(context, params.sessionId, receivedAt, tables),
    })),
  ],
  staffGate,
);
