import * as z from "zod";
import {
  EXTENSION_REASONS,
  IDENTITY_FACTS,
  IDENTITY_METHODS,
  REFUSAL_REASONS,
} from "#domain/data-requests/data-request.ts";
import { ERASURE_STEPS } from "#domain/data-requests/erasure.ts";
import { REGIMES, REQUEST_TYPE_NAMES } from "#domain/data-requests/request-types.ts";
import { driverId, inDriver } from "./driver-fields.ts";
import { answeredTime, inOperator, lifeOfItem, noQuery, operatorId, time } from "./fields.ts";
import { operation } from "./operation.ts";
import { pageFields, pageOf } from "./paging.ts";

const OPERATOR = "/v1/operators/{operatorId}";
const path = `${OPERATOR}/data-requests`;
const tag = "Data requests";
const type = z.enum(REQUEST_TYPE_NAMES);
const state = z.enum(["open", "carrying-out", "done", "refused"]);
const dataRequestId = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, "as it was given out");
const inRequest = z.strictObject({ operatorId, dataRequestId });

const receiptLine = z.object({ what: z.string(), count: z.int().nonnegative() });

export const requestDetails = z.string().trim().min(1).max(2_000);

const identity = z.object({
  method: z.enum(IDENTITY_METHODS),
  facts: z.array(z.enum(IDENTITY_FACTS)),
  checkedBy: z.string(),
  checkedAt: answeredTime,
});

export const dataRequest = z
  .object({
    operatorId,
    dataRequestId,
    driverId,
    type,
    meaning: z.string(),
    law: z.string(),
    regime: z.enum(REGIMES),
    origin: z.enum(["self", "desk"]),
    state,
    receivedAt: answeredTime,
    dueAt: answeredTime,
    overdue: z.boolean(),
    identity,
    hasDetails: z.boolean(),
    extension: z
      .object({ reason: z.enum(EXTENSION_REASONS), at: answeredTime, by: z.string() })
      .optional(),
    refusal: z
      .object({ reason: z.enum(REFUSAL_REASONS), at: answeredTime, by: z.string() })
      .optional(),
    receipt: z
      .object({
        done: z.array(receiptLine),
        doneAt: answeredTime,
        doneBy: z.string(),
        sha256: z.string(),
      })
      .optional(),
    ...lifeOfItem,
  })
  .meta({ id: "DataRequest" });

const newDataRequest = z
  .strictObject({
    driverId,
    type,
    regime: z
      .enum(REGIMES)
      .optional()
      .meta({ description: "By the operator's country if absent." }),
    receivedAt: time.optional().meta({ description: "When it reached the operator, if before." }),
    identity: z.strictObject({
      method: z.enum(IDENTITY_METHODS).exclude(["signed-in"]),
      facts: z.array(z.enum(IDENTITY_FACTS)).max(8),
    }),
    details: requestDetails.optional(),
  })
  .meta({ id: "NewDataRequest" });

export const listDataRequests = operation({
  operationId: "listDataRequests",
  method: "GET",
  path,
  tag,
  summary: "List requests of data subjects, newest first",
  permission: "data-requests:read",
  params: inOperator,
  query: z.strictObject({ ...pageFields, state: state.optional(), type: type.optional() }),
  reply: pageOf(dataRequest),
  statuses: [200],
});

export const openDataRequest = operation({
  operationId: "openDataRequest",
  method: "POST",
  path,
  tag,
  summary: "Take down a request that reached the desk",
  description: "Says how it was made sure who asks. Never keep copies of documents.",
  permission: "data-requests:write",
  params: inOperator,
  query: noQuery,
  body: newDataRequest,
  reply: dataRequest,
  statuses: [201],
  etag: true,
});

export const readDataRequest = operation({
  operationId: "readDataRequest",
  method: "GET",
  path: `${path}/{dataRequestId}`,
  tag,
  summary: "Read a request, its clock and its receipt",
  permission: "data-requests:read",
  params: inRequest,
  query: noQuery,
  reply: dataRequest.extend({ details: z.string().optional() }),
  statuses: [200],
  etag: true,
});

export const extendDataRequest = operation({
  operationId: "extendDataRequest",
  method: "POST",
  path: `${path}/{dataRequestId}/extend`,
  tag,
  summary: "Take two more months (GDPR Art. 12(3))",
  permission: "data-requests:write",
  params: inRequest,
  query: noQuery,
  body: z.strictObject({ reason: z.enum(EXTENSION_REASONS) }),
  reply: dataRequest,
  statuses: [200],
});

export const refuseDataRequest = operation({
  operationId: "refuseDataRequest",
  method: "POST",
  path: `${path}/{dataRequestId}/refuse`,
  tag,
  summary: "Refuse a request, with the reason",
  permission: "data-requests:write",
  params: inRequest,
  query: noQuery,
  body: z.strictObject({ reason: z.enum(REFUSAL_REASONS) }),
  reply: dataRequest,
  statuses: [200],
});

export const completeDataRequest = operation({
  operationId: "completeDataRequest",
  method: "POST",
  path: `${path}/{dataRequestId}/complete`,
  tag,
  summary: "Answer a request, and give the receipt",
  description:
    "RESTRICT and OBJECT_AUTOMATED set the driver's flags. ERASE answers itself when all is destroyed.",
  permission: "data-requests:write",
  params: inRequest,
  query: noQuery,
  body: z.strictObject({ done: z.array(receiptLine.strict()).max(20).default([]) }),
  reply: dataRequest,
  statuses: [200],
});

export const erasure = z
  .object({
    operatorId,
    driverId,
    cause: z.enum(["request", "retention", "approval"]),
    dataRequestId: dataRequestId.optional(),
    requestedBy: z.string(),
    startedAt: answeredTime,
    step: z.enum(ERASURE_STEPS).optional().meta({ description: "The next one; absent when done." }),
    done: z.array(receiptLine),
    finishedAt: answeredTime.optional(),
    certificateId: z.string().optional(),
  })
  .meta({ id: "Erasure" });

export const eraseDriver = operation({
  operationId: "eraseDriver",
  method: "POST",
  path: `${path}/{dataRequestId}/erase`,
  tag,
  summary: "Erase the driver who asked for it",
  description:
    "Only for a request of type ERASE. Done within seconds; the request gets its receipt.",
  permission: "drivers:erase",
  params: inRequest,
  query: noQuery,
  reply: erasure,
  statuses: [202],
});

export const readErasure = operation({
  operationId: "readErasure",
  method: "GET",
  path: `${OPERATOR}/drivers/{driverId}/erasure`,
  tag,
  summary: "Read how far an erasure came",
  permission: "data-requests:read",
  params: inDriver,
  query: noQuery,
  reply: erasure,
  statuses: [200],
});

const certificate = z
  .object({
    operatorId,
    certificateId: z.string(),
    cause: z.enum(["request", "retention", "approval"]),
    driverId: driverId.optional(),
    method: z.string(),
    from: answeredTime,
    to: answeredTime,
    kinds: z.array(receiptLine),
    issuedAt: answeredTime,
    issuedBy: z.string(),
    sha256: z.string(),
  })
  .meta({ id: "DestructionCertificate" });

export const listCertificates = operation({
  operationId: "listCertificates",
  method: "GET",
  path: `${OPERATOR}/destruction-certificates`,
  tag,
  summary: "List what was destroyed, newest first",
  permission: "data-requests:read",
  params: inOperator,
  query: z.strictObject(pageFields),
  reply: pageOf(certificate),
  statuses: [200],
});

export const dataRequestOperations = [
  listDataRequests,
  openDataRequest,
  readDataRequest,
  extendDataRequest,
  refuseDataRequest,
  completeDataRequest,
  eraseDriver,
  readErasure,
  listCertificates,
] as const;
