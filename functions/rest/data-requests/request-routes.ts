import { dataRequestStore } from "#adapters/dynamodb/data-request-store.ts";
import { driverStore } from "#adapters/dynamodb/driver-store.ts";
import {
  listDataRequests,
  openDataRequest,
  readDataRequest,
} from "#contracts/rest/data-requests.ts";
import type { DataRequest } from "#domain/data-requests/data-request.ts";
import { DomainError } from "#domain/errors.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { detailsOf, requestReply, takeDownRequest } from "#functions/shared/data-requests.ts";
import { listOf, nextCursor, placeIn } from "#functions/shared/list-reply.ts";
import { peopleTables } from "#functions/shared/people-tables.ts";
import { invalid } from "#functions/shared/rest-request.ts";
import { route } from "#functions/shared/rest-route.ts";

const { peopleTable } = peopleTables;

export const requestRoutes = [
  route(listDataRequests, async ({ context, query, receivedAt }) => {
    const list = listOf(context, "data-requests", query);
    const page = await dataRequestStore(context, peopleTable).list(
      query.limit,
      query,
      placeIn(list, query),
    );
    const items = page.items.map((request) => requestReply(request, receivedAt));
    return { body: { items, ...nextCursor(list, page) } };
  }),

  route(openDataRequest, async ({ context, body, receivedAt: now }) => {
    const { driverId, type, regime, details, identity, receivedAt = now } = body;
    if (receivedAt > now) {
      throw invalid({ in: "body", pointer: "/receivedAt", detail: "Must not be in the future" });
    }
    const driver = await driverStore(context, peopleTable).find(driverId);
    const checked = { ...identity, checkedBy: context.subject, checkedAt: now };
    const asked = { type, regime, details, receivedAt, identity: checked, origin: "desk" } as const;
    const request = await takeDownRequest(context, driver, asked, now);
    const location = `/v1/operators/${context.operatorId}/data-requests/${request.dataRequestId}`;
    return { body: requestReply(request, now), version: 1, headers: { location } };
  }),

  route(readDataRequest, async ({ context, params, receivedAt }) => {
    const request = await dataRequestStore(context, peopleTable).find(params.dataRequestId);
    const details = await readable(context, request);
    return {
      body: { ...requestReply(request, receivedAt), ...(details !== undefined && { details }) },
      version: request.version,
    };
  }),
];

/** What the person wrote, as long as anybody can read it. */
async function readable(context: TenantContext, request: DataRequest): Promise<string | undefined> {
  try {
    return await detailsOf(context, request);
  } catch (error) {
    if (error instanceof DomainError && error.code === "privacy.erased") return undefined;
    throw error;
  }
}
