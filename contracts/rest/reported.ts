import * as z from "zod";
import { REPORTED_KINDS } from "#domain/reports/reported-thing.ts";
import { answeredTime, chargerId, operatorId } from "./fields.ts";
import { operation } from "./operation.ts";
import { pageOf, pageQuery } from "./paging.ts";

/** What chargers hold of customers is read with its job, by those who say why. */
const KINDS = REPORTED_KINDS.filter((kind) => kind !== "customer-information");

const reportedThing = z
  .object({
    kind: z.enum(KINDS),
    id: z.string().meta({ description: "Unique among the charger's things of this kind." }),
    content: z
      .record(z.string(), z.unknown())
      .meta({ description: "As the charger told it, in the words of its OCPP version." }),
    requestId: z.int().optional().meta({ description: "Of the request that it answers." }),
    reportedAt: answeredTime,
  })
  .meta({ id: "ReportedThing" });

export const listReported = operation({
  operationId: "listReported",
  method: "GET",
  path: "/v1/operators/{operatorId}/chargers/{chargerId}/reported/{kind}",
  tag: "Chargers",
  summary: "List what a charger reported of one kind",
  description:
    "Limits from outside, charging profiles, what cars need and plan, display messages, monitors, reservations, certificate requests, installed certificates, states of transactions; events, newest first. The last word on each thing, for 400 days; events and reservations for 90. What a charger took away at our command is there as `cleared`.",
  permission: "chargers:read",
  params: z.strictObject({ operatorId, chargerId, kind: z.enum(KINDS) }),
  query: pageQuery,
  reply: pageOf(reportedThing),
  statuses: [200],
});

export const reportedOperations = [listReported] as const;
