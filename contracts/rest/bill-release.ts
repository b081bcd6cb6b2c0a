import * as z from "zod";
import { inOperator, noQuery, sessionId } from "./fields.ts";
import { operation } from "./operation.ts";
import { session } from "./sessions.ts";

export const releaseBill = operation({
  operationId: "releaseBill",
  method: "POST",
  path: "/v1/operators/{operatorId}/sessions/{sessionId}/bill-release",
  tag: "Sessions",
  summary: "Release a bill that is held, as it is or with less energy",
  description:
    "Once: from then on the bill is final, and the event SessionCorrected says that it is held no more. Nothing can be billed that the meter's registers do not prove.",
  permission: "sessions:correct",
  params: inOperator.extend({ sessionId }),
  query: noQuery,
  body: z
    .strictObject({
      reason: z.string().trim().min(1).max(500),
      energyWh: z
        .int()
        .min(0)
        .optional()
        .meta({ description: "Billed instead of the session's energy; never more than that." }),
    })
    .meta({ id: "BillRelease" }),
  reply: session,
  statuses: [200],
});

export const billReleaseOperations = [releaseBill] as const;
