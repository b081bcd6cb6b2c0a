import { noticeStore } from "#adapters/dynamodb/notice-store.ts";
import { giveMyConsent, listMyNotices, readMyConsents } from "#contracts/rest/me.ts";
import { answerConsent, consentsAt } from "#functions/shared/consents.ts";
import { peopleTables } from "#functions/shared/people-tables.ts";
import { route } from "#functions/shared/rest-route.ts";

export const consentRoutes = [
  route(listMyNotices, async ({ context, query }) => {
    const newest = await noticeStore(context, peopleTables.peopleTable).newest(query);
    return { body: { items: newest && newest.retiredAt === undefined ? [newest] : [] } };
  }),

  route(readMyConsents, async ({ context, query, receivedAt }) => {
    const { driverId } = context;
    const { purpose, at = receivedAt } = query;
    return { body: await consentsAt({ context, driverId }, { purpose, at }) };
  }),

  route(giveMyConsent, async ({ context, body, receivedAt: at }) => {
    const { driverId } = context;
    const by = { source: "self", at } as const;
    return { body: await answerConsent({ context, driverId }, body, by) };
  }),
];
