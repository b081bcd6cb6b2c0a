import { authorName } from "#adapters/dynamodb/change-stamp.ts";
import { dataRequestStore } from "#adapters/dynamodb/data-request-store.ts";
import {
  eraseMe,
  exportMyData,
  exportMyDataCsv,
  listMyRequests,
  openMyRequest,
} from "#contracts/rest/me.ts";
import type { IdentityCheck } from "#domain/data-requests/data-request.ts";
import { newErasure } from "#domain/data-requests/erasure.ts";
import type { DriverContext } from "#domain/tenancy/tenant-context.ts";
import { requestReply, takeDownRequest } from "#functions/shared/data-requests.ts";
import { listOf, nextCursor, placeIn } from "#functions/shared/list-reply.ts";
import { peopleTables } from "#functions/shared/people-tables.ts";
import { portableCsv, portableJson } from "#functions/shared/portable-reply.ts";
import { route } from "#functions/shared/rest-route.ts";
import { erasureReply, startErasure } from "#functions/shared/start-erasure.ts";
import { ownDriver } from "./own-driver.ts";

/** Whoever signed in needs no further proof. */
const signedIn = (context: DriverContext, checkedAt: string): IdentityCheck => ({
  method: "signed-in",
  facts: [],
  checkedBy: authorName(context),
  checkedAt,
});

export const rightsRoutes = [
  route(listMyRequests, async ({ context, query, receivedAt }) => {
    const { driverId } = context;
    const list = listOf(context, `requests of ${driverId}`, query);
    const store = dataRequestStore(context, peopleTables.peopleTable);
    const page = await store.ofDriver(driverId, query.limit, placeIn(list, query));
    const items = page.items.map((request) => requestReply(request, receivedAt));
    return { body: { items, ...nextCursor(list, page) } };
  }),

  route(openMyRequest, async ({ context, body, receivedAt }) => {
    const driver = await ownDriver(context);
    const identity = signedIn(context, receivedAt);
    const asked = { ...body, origin: "self", identity, receivedAt } as const;
    const request = await takeDownRequest(context, driver, asked, receivedAt);
    return { body: requestReply(request, receivedAt) };
  }),

  route(exportMyData, async ({ context, query }) =>
    portableJson({ context, driver: await ownDriver(context) }, query),
  ),

  route(exportMyDataCsv, async ({ context, query }) =>
    portableCsv({ context, driver: await ownDriver(context) }, query),
  ),

  route(eraseMe, async ({ context, receivedAt: now }) => {
    const driver = await ownDriver(context);
    // Refused before a request is taken down that nobody could answer.
    newErasure(driver, { cause: "request", requestedBy: authorName(context), startedAt: now });
    const identity = signedIn(context, now);
    const asked = { type: "ERASE", origin: "self", identity, receivedAt: now } as const;
    const { dataRequestId } = await takeDownRequest(context, driver, asked, now);
    const why = { cause: "request", dataRequestId, now } as const;
    return { body: erasureReply(await startErasure(context, await ownDriver(context), why)) };
  }),
];
