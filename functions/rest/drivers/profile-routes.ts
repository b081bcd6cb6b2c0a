import { driverStore, type StoredDriver } from "#adapters/dynamodb/driver-store.ts";
import {
  changeDriver,
  createDriver,
  findDrivers,
  listDrivers,
  readDriver,
} from "#contracts/rest/drivers.ts";
import { type Lookup, refuseRestricted } from "#domain/drivers/change-profile.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { changeDriverFields } from "#functions/shared/change-driver.ts";
import { defined } from "#functions/shared/defined.ts";
import { listOf, nextCursor, placeIn } from "#functions/shared/list-reply.ts";
import { newId } from "#functions/shared/new-id.ts";
import { peopleTables } from "#functions/shared/people-tables.ts";
import { checkIfMatch } from "#functions/shared/precondition.ts";
import { indexOf } from "#functions/shared/privacy.ts";
import { profilesOf } from "#functions/shared/profiles.ts";
import { route } from "#functions/shared/rest-route.ts";
import { driverReply } from "./driver-reply.ts";

const storeOf = (context: TenantContext) => driverStore(context, peopleTables.peopleTable);
const repliesFor = (context: TenantContext, drivers: readonly StoredDriver[]) =>
  Promise.all(drivers.map((driver) => driverReply(context, driver)));

export const profileRoutes = [
  route(listDrivers, async ({ context, query }) => {
    const list = listOf(context, "drivers", query);
    const page = await storeOf(context).list(query.limit, placeIn(list, query));
    return {
      body: { items: await repliesFor(context, page.items), ...nextCursor(list, page) },
    };
  }),

  route(createDriver, async ({ context, body, receivedAt }) => {
    const { operatorId } = context;
    const { language, ...profile } = body;
    const driverId = newId();
    const driver: StoredDriver = {
      operatorId,
      driverId,
      state: "active",
      language,
      ...(await profilesOf(context).seal({ operatorId, driverId }, defined(profile))),
      objections: [],
      lastActiveAt: receivedAt,
      createdAt: receivedAt,
      updatedAt: receivedAt,
      version: 1,
    };
    await storeOf(context).create(driver);
    const location = `/v1/operators/${operatorId}/drivers/${driverId}`;
    return { body: await driverReply(context, driver), version: 1, headers: { location } };
  }),

  route(readDriver, async ({ context, params }) => {
    const driver = await storeOf(context).find(params.driverId);
    return { body: await driverReply(context, driver), version: driver.version };
  }),

  route(changeDriver, async ({ context, params, body, headers, receivedAt }) => {
    const before = await storeOf(context).find(params.driverId);
    checkIfMatch(headers["if-match"], before.version);
    refuseRestricted(before);
    await changeDriverFields(context, before, body, receivedAt);
    const driver = await storeOf(context).find(params.driverId);
    return { body: await driverReply(context, driver), version: driver.version };
  }),

  route(findDrivers, async ({ context, body }) => {
    const [lookup] = Object.entries(defined(body)).map(([kind, value]) => ({ kind, value }));
    const { kind, value } = lookup as Lookup;
    const index = await indexOf(context.operatorId, kind, value);
    const found = await storeOf(context).leadTo({ kind, index });
    return { body: { items: await repliesFor(context, found) } };
  }),
];
