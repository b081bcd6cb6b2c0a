import * as z from "zod";
import { answeredTime, chargerId, operatorId } from "./fields.ts";
import { operation } from "./operation.ts";
import { pageOf, pageQuery } from "./paging.ts";

const deviation = z
  .object({
    action: z
      .string()
      .meta({ description: "The OCPP action of the messages.", example: "MeterValues" }),
    kind: z.string().meta({
      description: "What was wrong, and what became of it: docs/ocpp.md has the kinds.",
      example: "time-format",
    }),
    pointer: z.string().meta({
      description:
        "JSON Pointer to the field, without the numbers of list items; `/frame` for what is around the payload.",
      example: "/meterValue/timestamp",
    }),
    sent: z.string().meta({
      description: "What was sent: a picture of it, never a value that could be a person's.",
      example: "9999-99-99 99:99:99",
    }),
    losesMeaning: z.boolean().meta({ description: "Whether something of what was meant is lost." }),
    known: z
      .object({ what: z.string(), source: z.string() })
      .optional()
      .meta({ description: "Where its make is known for it: then it does not lower the score." }),
    firstSeenAt: answeredTime,
    lastSeenAt: answeredTime,
    count: z.int().positive().meta({ description: "How often it was seen, at least." }),
  })
  .meta({ id: "ChargerDeviation" });

export const listChargerDeviations = operation({
  operationId: "listChargerDeviations",
  method: "GET",
  path: "/v1/operators/{operatorId}/chargers/{chargerId}/deviations",
  tag: "Chargers",
  summary: "List in what a charger's messages departed from OCPP",
  description: "Kept for 400 days after the last time.",
  permission: "chargers:read",
  params: z.strictObject({ operatorId, chargerId }),
  query: pageQuery,
  reply: pageOf(deviation),
  statuses: [200],
});

/** How well a charger keeps to OCPP, in its own item. */
export const conformance = z.object({
  score: z.int().min(0).max(100).meta({
    description:
      "100 less 2, 5 or 10 for each kind of deviation in each action's messages, fading over 30 days; known ones do not count.",
  }),
  vendorProfile: z.string().optional().meta({
    description: "The make whose known oddities are expected.",
    example: "Alfen",
  }),
  flags: z.array(z.enum(["money-message-repaired"])).meta({
    description:
      "`money-message-repaired`: in the last 30 days something of a transaction's message was lost; it is stored as it came.",
  }),
});
