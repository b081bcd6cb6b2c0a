import * as z from "zod";
import { answeredTime, chargerId, noQuery, operatorId } from "./fields.ts";
import { operation } from "./operation.ts";

const path = "/v1/operators/{operatorId}/chargers/{chargerId}/messages";
const inCharger = z.strictObject({ operatorId, chargerId });
const tag = "Chargers";

const exchange = z
  .object({
    at: answeredTime,
    direction: z.enum(["from-charger", "to-charger"]),
    action: z.string().meta({ example: "StatusNotification" }),
    request: z.unknown(),
    response: z.unknown().optional(),
    error: z.string().optional().meta({ description: "The code, where it was refused." }),
    deviations: z
      .array(z.string())
      .meta({ description: "`<field>:<kind>` of the charger's part." }),
  })
  .meta({ id: "ShownExchange" });

const watchedUntil = answeredTime.optional().meta({ description: "Absent where nobody watches." });

export const listChargerMessages = operation({
  operationId: "listChargerMessages",
  method: "GET",
  path,
  tag,
  summary: "Read the last ten messages of a charger that was watched",
  description:
    "Newest first, for a day. Cards are pseudonyms that last for one watch; texts that could be a person's are only described.",
  permission: "commands:read",
  params: inCharger,
  query: noQuery,
  reply: z.object({ watchedUntil, items: z.array(exchange) }),
  statuses: [200],
});

export const watchCharger = operation({
  operationId: "watchCharger",
  method: "POST",
  path: `${path}/watch`,
  tag,
  summary: "Keep a charger's messages for a while, to see them",
  description: "Begins within half a minute, and ends of itself.",
  permission: "commands:send",
  params: inCharger,
  query: noQuery,
  body: z
    .strictObject({ minutes: z.int().min(1).max(60).default(15) })
    .meta({ id: "MessageWatch", example: { minutes: 15 } }),
  reply: z.object({ watchedUntil: answeredTime }),
  statuses: [200],
});
