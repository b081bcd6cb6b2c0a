import type { DataRequest } from "#domain/data-requests/data-request.ts";
import type { Erasure } from "#domain/data-requests/erasure.ts";
import { type Driver, PERSONAL_FIELDS } from "#domain/drivers/driver.ts";
import type { EventFacts } from "./event-stamp.ts";

/** What happened to a request between two states of its item. */
export function requestEvents(before: DataRequest | undefined, after: DataRequest): EventFacts[] {
  const { operatorId, driverId, dataRequestId, type: requestType, dueAt } = after;
  const request = { operatorId, driverId, dataRequestId, requestType };
  const occurredAt = after.updatedAt;
  if (!before) {
    return [{ type: "DataRequestOpened", ...request, dueAt, occurredAt: after.createdAt }];
  }
  const { state } = after;
  if (state !== before.state && (state === "done" || state === "refused")) {
    return [{ type: "DataRequestClosed", ...request, state, occurredAt }];
  }
  const warned = after.warnedDays.filter((day) => !before.warnedDays.includes(day));
  return warned.map((afterDays) => ({
    type: "DataRequestDueSoon",
    ...request,
    dueAt,
    afterDays,
    occurredAt,
  }));
}

/** What happened to the erasure of a driver. */
export function erasureEvents(before: Erasure | undefined, after: Erasure): EventFacts[] {
  const { operatorId, driverId, startedAt, finishedAt, certificateId } = after;
  if (!before) {
    return [{ type: "DriverErasureStarted", operatorId, driverId, occurredAt: startedAt }];
  }
  if (finishedAt === undefined || certificateId === undefined || before.finishedAt) return [];
  return [{ type: "DriverErased", operatorId, driverId, certificateId, occurredAt: finishedAt }];
}

type StoredDriver = Driver & Driver["sealed"];

/** Whether a field of a driver was corrected; the fields themselves are sealed, also here. */
export function driverEvents(before: StoredDriver | undefined, after: StoredDriver): EventFacts[] {
  // Fields that were only sealed under a new key say what they said.
  const isSame = before?.version === after.version;
  if (!before || isSame || after.state !== "active") return [];
  const isCorrected = PERSONAL_FIELDS.some((field) => before[field] !== after[field]);
  if (!isCorrected) return [];
  const { operatorId, driverId, updatedAt: occurredAt } = after;
  return [{ type: "DriverCorrected", operatorId, driverId, occurredAt }];
}
