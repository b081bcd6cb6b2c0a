import * as z from "zod";
import { bootReport } from "./charger-state.ts";
import { createdCharger, newCharger } from "./chargers.ts";
import { answeredTime, chargerId, inOperator, noQuery, ocppVersion, operatorId } from "./fields.ts";
import { operation } from "./operation.ts";
import { pageOf, pageQuery } from "./paging.ts";

const path = "/v1/operators/{operatorId}/pending-chargers";
const tag = "Chargers";
const inPending = z.strictObject({ operatorId, chargerId });

const pendingCharger = z
  .object({
    chargerId,
    state: z.enum(["waiting", "refused"]),
    ocppVersion,
    sourceIp: z.string(),
    firstSeenAt: answeredTime,
    lastSeenAt: answeredTime,
    refusedUntil: answeredTime.optional(),
    boot: bootReport.optional().meta({ description: "What it says of itself; nothing is proven." }),
  })
  .meta({ id: "PendingCharger" });

export const listPendingChargers = operation({
  operationId: "listPendingChargers",
  method: "GET",
  path,
  tag,
  summary: "List the stations that presented themselves and that nobody made known",
  description:
    "Empty unless the operator's setting `unknownStations` is `pending`. A station is forgotten a week after it was last seen.",
  permission: "chargers:read",
  params: inOperator,
  query: pageQuery,
  reply: pageOf(pendingCharger),
  statuses: [200],
});

export const adoptPendingCharger = operation({
  operationId: "adoptPendingCharger",
  method: "POST",
  path: `${path}/{chargerId}/adopt`,
  tag,
  summary: "Make a charger of a station that waits",
  description:
    "Answers the OCPP password once: it is never sent to a station that has proven nothing, but put into it by hand. The station comes in with it.",
  permission: "chargers:write",
  params: inPending,
  query: noQuery,
  body: newCharger.omit({ chargerId: true }).meta({ id: "Adoption" }),
  reply: createdCharger,
  statuses: [201],
  shownOnce: ["password"],
  etag: true,
});

export const refusePendingCharger = operation({
  operationId: "refusePendingCharger",
  method: "POST",
  path: `${path}/{chargerId}/refuse`,
  tag,
  summary: "Refuse a station that waits, for a time",
  permission: "chargers:write",
  params: inPending,
  query: noQuery,
  body: z
    .strictObject({
      hours: z
        .int()
        .min(1)
        .max(720)
        .default(24)
        .meta({ description: "For so long it is unknown." }),
    })
    .meta({ id: "PendingRefusal", example: {} }),
  reply: z.object({ chargerId, refusedUntil: answeredTime }).meta({ id: "RefusedStation" }),
  statuses: [200],
});

export const pendingChargerOperations = [
  listPendingChargers,
  adoptPendingCharger,
  refusePendingCharger,
] as const;
