import * as z from "zod";
import { auditEntry } from "./audit.ts";
import { answeredTime, inOperator, noQuery, sessionId } from "./fields.ts";
import { operation } from "./operation.ts";

const command = z.object({
  commandId: z.string(),
  action: z.string(),
  state: z.string(),
  createdAt: answeredTime,
  createdBy: z.string(),
  finishedAt: answeredTime.optional(),
});

export const readSessionStory = operation({
  operationId: "readSessionStory",
  method: "GET",
  path: "/v1/operators/{operatorId}/sessions/{sessionId}/story",
  tag: "Audit",
  summary: "Read a session's whole story, from plug-in to receipt",
  description:
    "What the journal has of the session and, around its time, of its charger; the commands to the charger; how many messages of the meter there are; what it came to.",
  permission: "audit:read",
  params: inOperator.extend({ sessionId }),
  query: noQuery,
  reply: z
    .object({
      sessionId,
      chargerId: z.string(),
      state: z.enum(["active", "ended"]),
      startedAt: answeredTime,
      endedAt: answeredTime.optional(),
      energyWh: z.number().optional(),
      cost: z.object({ amountMinor: z.int(), currency: z.string() }).optional(),
      flags: z.array(z.string()),
      meterMessages: z.int(),
      commands: z.array(command),
      entries: z.array(auditEntry).meta({ description: "Oldest first." }),
    })
    .meta({ id: "SessionStory" }),
  statuses: [200],
});

export const sessionStoryOperations = [readSessionStory] as const;
