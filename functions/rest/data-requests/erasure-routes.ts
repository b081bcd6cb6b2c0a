import { certificateStore } from "#adapters/dynamodb/certificate-store.ts";
import { dataRequestStore } from "#adapters/dynamodb/data-request-store.ts";
import { driverStore } from "#adapters/dynamodb/driver-store.ts";
import { erasureStore } from "#adapters/dynamodb/erasure-store.ts";
import { eraseDriver, listCertificates, readErasure } from "#contracts/rest/data-requests.ts";
import { DomainError } from "#domain/errors.ts";
import { listOf, nextCursor, placeIn } from "#functions/shared/list-reply.ts";
import { peopleTables } from "#functions/shared/people-tables.ts";
import { route } from "#functions/shared/rest-route.ts";
import { erasureReply, startErasure } from "#functions/shared/start-erasure.ts";

const { peopleTable } = peopleTables;

export const erasureRoutes = [
  route(eraseDriver, async ({ context, params, receivedAt: now }) => {
    const { dataRequestId } = params;
    const request = await dataRequestStore(context, peopleTable).find(dataRequestId);
    if (request.type !== "ERASE") {
      throw new DomainError("data-request.not-found", "There is no request to erase of this id.");
    }
    const driver = await driverStore(context, peopleTable).find(request.driverId);
    const erasure = await startErasure(context, driver, { cause: "request", dataRequestId, now });
    return { body: erasureReply(erasure) };
  }),

  route(readErasure, async ({ context, params }) => {
    const { driverId } = await driverStore(context, peopleTable).find(params.driverId);
    const erasure = await erasureStore(context, peopleTable).lookUp(driverId);
    if (!erasure) throw new DomainError("data-request.not-found", "Nobody erases this driver.");
    return { body: erasureReply(erasure) };
  }),

  route(listCertificates, async ({ context, query }) => {
    const list = listOf(context, "destruction-certificates", query);
    const page = await certificateStore(context, peopleTable).list(
      query.limit,
      placeIn(list, query),
    );
    const items = page.items.map(({ kinds, ...rest }) => ({ ...rest, kinds: [...kinds] }));
    return { body: { items, ...nextCursor(list, page) } };
  }),
];
