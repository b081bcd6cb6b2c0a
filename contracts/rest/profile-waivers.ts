import * as z from "zod";
import { approvalView } from "./approval-view.ts";
import { chargerId, inOperator, noQuery, siteId, time } from "./fields.ts";
import { operation } from "./operation.ts";

const newWaiver = z
  .strictObject({
    chargerId: chargerId.optional(),
    siteId: siteId.optional(),
    profile: z.union([z.literal(1), z.literal(2)]),
    until: time.meta({ description: "At most 90 days from now." }),
  })
  .refine(({ chargerId: charger, siteId: site }) => charger === undefined || site === undefined, {
    message: "A charger or a site; neither is the whole operator",
    path: ["siteId"],
  })
  .meta({ id: "NewProfileWaiver", example: { profile: 1, until: "2030-01-01T00:00:00Z" } });

export const waiveMinimumProfile = operation({
  operationId: "waiveMinimumProfile",
  method: "POST",
  path: "/v1/operators/{operatorId}/profile-waivers",
  tag: "Charger security",
  summary: "Ask to let chargers connect below the minimum security profile for a time",
  description:
    "For one charger, one site or all of the operator. It always takes a second person. A charger that has reached a profile does not come down by it: 1.6 never, 2.0.1 from 3 to 2 by a waiver of its own.",
  permission: "security:waive",
  params: inOperator,
  query: noQuery,
  body: newWaiver,
  reply: approvalView,
  statuses: [202],
  mayNeedApproval: true,
});
