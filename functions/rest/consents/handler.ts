import { createHash } from "node:crypto";
import { driverStore } from "#adapters/dynamodb/driver-store.ts";
import { noticeStore } from "#adapters/dynamodb/notice-store.ts";
import {
  listNotices,
  publishNotice,
  readConsents,
  readNotice,
  recordConsent,
  retireNotice,
} from "#contracts/rest/consents.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { answerConsent, consentsAt } from "#functions/shared/consents.ts";
import { listOf, nextCursor, placeIn } from "#functions/shared/list-reply.ts";
import { peopleTable } from "#functions/shared/people-table.ts";
import { restHandler } from "#functions/shared/rest-handler.ts";
import { route } from "#functions/shared/rest-route.ts";
import { staffGate } from "#functions/shared/staff-gate.ts";

const noticesOf = (context: TenantContext) => noticeStore(context, peopleTable);
const driversOf = (context: TenantContext) => driverStore(context, peopleTable);

export const handler = restHandler(
  [
    route(listNotices, async ({ context, query }) => {
      const list = listOf(context, "notices", query);
      const page = await noticesOf(context).list(query.limit, placeIn(list, query));
      return { body: { items: [...page.items], ...nextCursor(list, page) } };
    }),

    route(publishNotice, async ({ context, body, receivedAt: publishedAt }) => {
      const sha256 = createHash("sha256").update(body.text, "utf8").digest("hex");
      const publishedBy = context.subject;
      const notice = await noticesOf(context).publish({
        ...body,
        sha256,
        publishedAt,
        publishedBy,
      });
      return { body: notice };
    }),

    route(readNotice, async ({ context, params }) => {
      return { body: await noticesOf(context).find(params.noticeId) };
    }),

    route(retireNotice, async ({ context, params, receivedAt }) => {
      await noticesOf(context).retire(params.noticeId, receivedAt);
      return {};
    }),

    route(readConsents, async ({ context, params, query, receivedAt }) => {
      const { driverId } = await driversOf(context).find(params.driverId);
      const { purpose, at = receivedAt } = query;
      return { body: await consentsAt({ context, driverId }, { purpose, at }) };
    }),

    route(recordConsent, async ({ context, params, body, receivedAt: at }) => {
      const { driverId } = await driversOf(context).find(params.driverId);
      const by = { source: "desk", at } as const;
      return { body: await answerConsent({ context, driverId }, body, by) };
    }),
  ],
  staffGate,
);
