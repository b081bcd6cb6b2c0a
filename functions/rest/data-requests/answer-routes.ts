import { dataRequestStore } from "#adapters/dynamodb/data-request-store.ts";
import { driverStore } from "#adapters/dynamodb/driver-store.ts";
import {
  completeDataRequest,
  extendDataRequest,
  refuseDataRequest,
} from "#contracts/rest/data-requests.ts";
import type { DataRequest, ReceiptLine } from "#domain/data-requests/data-request.ts";
import { complete, extend, refuse } from "#domain/data-requests/work.ts";
import { DomainError } from "#domain/errors.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";
import { requestReply } from "#functions/shared/data-requests.ts";
import { newReceipt } from "#functions/shared/new-receipt.ts";
import { peopleTables } from "#functions/shared/people-tables.ts";
import { route } from "#functions/shared/rest-route.ts";

const { peopleTable } = peopleTables;

/** Reads a request, takes the step, stores it, and shows what it is now. */
async function step(
  context: TenantContext,
  dataRequestId: string,
  now: string,
  next: (request: DataRequest) => DataRequest | Promise<DataRequest>,
) {
  const store = dataRequestStore(context, peopleTable);
  const before = await store.find(dataRequestId);
  await store.change(before, await next(before), now);
  return { body: requestReply(await store.find(dataRequestId), now) };
}

export const answerRoutes = [
  route(extendDataRequest, ({ context, params, body, receivedAt: at }) =>
    step(context, params.dataRequestId, at, (request) =>
      extend(request, { reason: body.reason, at, by: context.subject }),
    ),
  ),

  route(refuseDataRequest, ({ context, params, body, receivedAt: at }) =>
    step(context, params.dataRequestId, at, (request) =>
      refuse(request, { reason: body.reason, at, by: context.subject }),
    ),
  ),

  route(completeDataRequest, ({ context, params, body, receivedAt: doneAt }) =>
    step(context, params.dataRequestId, doneAt, async (request) => {
      if (request.type === "ERASE") {
        throw new DomainError("data-request.not-carried-out", "Have the driver erased.");
      }
      const by = { doneAt, doneBy: context.subject };
      const answered = complete(request, newReceipt(request, body.done, by));
      const flags = await setFlags(context, request, doneAt);
      return flags.length === 0
        ? answered
        : complete(request, newReceipt(request, [...body.done, ...flags], by));
    }),
  ),
];

/** What the platform itself does for some types; repeating it changes nothing more. */
async function setFlags(
  context: TenantContext,
  { type, driverId }: DataRequest,
  now: string,
): Promise<readonly ReceiptLine[]> {
  if (type !== "RESTRICT" && type !== "OBJECT_AUTOMATED") return [];
  const store = driverStore(context, peopleTable);
  const driver = await store.find(driverId);
  if (type === "RESTRICT") {
    await store.change(driver, { restrictedAt: driver.restrictedAt ?? now }, now);
    return [{ what: "restriction-set", count: 1 }];
  }
  const objections = [...new Set([...driver.objections, "automated-decisions"])];
  await store.change(driver, { objections }, now);
  return [{ what: "objection-noted", count: 1 }];
}
