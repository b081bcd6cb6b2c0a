import * as z from "zod";
import { answeredTime, chargerId, noQuery, ocppVersion, operatorId } from "./fields.ts";
import { operation } from "./operation.ts";
import { pageOf, pageQuery } from "./paging.ts";

const path = "/v1/operators/{operatorId}/chargers/{chargerId}/commands";
const tag = "Commands";
const inCharger = z.strictObject({ operatorId, chargerId });
const commandId = z
  .string()
  .regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, "26 characters of Crockford's base32, upper case");
const payload = z.record(z.string(), z.unknown());

const command = z
  .object({
    commandId,
    operatorId,
    chargerId,
    action: z.string(),
    payload,
    state: z.enum(["queued", "sent", "answered", "failed", "timed-out"]),
    commandJobId: z.string().optional().meta({ description: "The job of which it is a part." }),
    createdAt: answeredTime,
    sentAt: answeredTime.optional(),
    finishedAt: answeredTime.optional(),
    response: payload.optional().meta({ description: "The charger's answer, as OCPP words it." }),
    error: z.object({ code: z.string(), description: z.string() }).optional(),
  })
  .meta({ id: "Command" });

const newCommand = z
  .strictObject({
    action: z.string().min(1).max(50).meta({
      description: "By its OCPP name; which ones there are depends on the charger's version.",
      example: "RemoteStartTransaction",
    }),
    payload: payload.default({}).meta({
      description: "The request as OCPP's schema for the action and the charger's version has it.",
      example: { connectorId: 1, idTag: "DEMO-TAG-1" },
    }),
    ocppVersion: ocppVersion.optional().meta({
      description:
        "Which schema to check by while the charger is away; its connection decides otherwise.",
    }),
  })
  .meta({
    id: "NewCommand",
    example: { action: "RemoteStartTransaction", payload: { connectorId: 1, idTag: "DEMO-TAG-1" } },
  });

export const listCommands = operation({
  operationId: "listCommands",
  method: "GET",
  path,
  tag,
  summary: "List a charger's commands, newest first",
  permission: "commands:read",
  params: inCharger,
  query: pageQuery,
  reply: pageOf(command),
  statuses: [200],
});

export const sendCommand = operation({
  operationId: "sendCommand",
  method: "POST",
  path,
  tag,
  summary: "Send a command to a charger",
  description:
    "Answers 202 at once. With `Prefer: wait=20` (seconds, at most 25) it answers 200 when the charger has answered, or 202 when it has not by then. A charger takes one command at a time; others wait their turn.",
  permission: "commands:send",
  params: inCharger,
  query: noQuery,
  body: newCommand,
  reply: command,
  statuses: [202, 200],
});

export const readCommand = operation({
  operationId: "readCommand",
  method: "GET",
  path: `${path}/{commandId}`,
  tag,
  summary: "Read a command and what became of it",
  permission: "commands:read",
  params: inCharger.extend({ commandId }),
  query: noQuery,
  reply: command,
  statuses: [200],
});

export const commandOperations = [listCommands, sendCommand, readCommand] as const;
