import * as z from "zod";
import { ADHOC_STATES } from "#domain/adhoc/attempt.ts";
import { answeredTime, currency, noQuery } from "./fields.ts";
import { operation } from "./operation.ts";

const tag = "Charging without an account";
const attemptId = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, "26 characters");

const charging = z
  .object({
    startedAt: answeredTime,
    endedAt: answeredTime.optional(),
    energyWh: z.int(),
    powerW: z.int().optional().meta({ description: "As the charger last said." }),
    cost: z.object({ amountMinor: z.int(), currency }),
    samples: z
      .array(z.object({ at: answeredTime, powerW: z.int() }))
      .meta({ description: "Power since the beginning, thinned out to at most 120 points." }),
  })
  .meta({ id: "AdHocCharging" });

const progress = z
  .object({
    attemptId,
    state: z.enum(ADHOC_STATES),
    since: answeredTime,
    payUrl: z.string().optional().meta({
      description: "The payment service's own page, while there is something to pay.",
    }),
    plugInBefore: answeredTime.optional().meta({
      description: "When the reservation ends if the car is not plugged in.",
    }),
    stopRequestedAt: answeredTime.optional(),
    charging: charging.optional(),
    receipt: z.boolean().meta({ description: "Whether there is a receipt." }),
  })
  .meta({ id: "AdHocProgress" });
export type AdHocProgress = z.input<typeof progress>;

export const readAdHocProgress = operation({
  operationId: "readAdHocProgress",
  method: "GET",
  path: "/v1/adhoc/sessions/{attemptId}/progress",
  tag,
  summary: "What happens now: payment, energy, power, cost and time",
  description: "With the handle as Bearer token; without it there is no such attempt.",
  permission: "public",
  params: z.strictObject({ attemptId }),
  query: noQuery,
  reply: progress,
  statuses: [200],
});

export const adhocProgressOperations = [readAdHocProgress] as const;
