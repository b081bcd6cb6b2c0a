import * as z from "zod";
import {
  answeredTime,
  chargerId,
  inOperator,
  noQuery,
  ocppVersion,
  operatorId,
  siteId,
} from "./fields.ts";
import { operation } from "./operation.ts";
import { pageOf, pageQuery } from "./paging.ts";

const path = "/v1/operators/{operatorId}/command-jobs";
const tag = "Commands";
const commandJobId = z
  .string()
  .regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, "26 characters of Crockford's base32, upper case");
const inJob = inOperator.extend({ commandJobId });
const payload = z.record(z.string(), z.unknown());
const word = z.string().min(1).max(100).optional();

const commandJob = z
  .object({
    operatorId,
    commandJobId,
    action: z.string(),
    payload,
    state: z.enum(["awaiting-approval", "running", "cancelled", "done"]),
    chargers: z.int().meta({ description: "How many it is for." }),
    perMinute: z.int(),
    progress: z.object({
      queued: z.int().meta({ description: "Chargers whose turn has not come." }),
      sent: z.int().meta({ description: "Chargers whose command is under way." }),
      finished: z.int(),
      outcomes: z.record(z.string(), z.int()).meta({
        description:
          "How many commands ended how: the status that chargers answered, the code of a failure, or `timed-out`.",
        example: { Accepted: 41, "charger.offline": 3 },
      }),
    }),
    digest: z
      .string()
      .meta({ description: "Of chargers and payload; an approval is bound to it." }),
    createdAt: answeredTime,
    createdBy: z.string(),
    finishedAt: answeredTime.optional(),
    version: z.int(),
  })
  .meta({ id: "CommandJob" });

const newCommandJob = z
  .strictObject({
    action: z.string().min(1).max(50).meta({ description: "As of a single command." }),
    payload: payload.default({}),
    ocppVersion: ocppVersion.optional().meta({
      description: "Which schema to check the payload by; otherwise any version's will do.",
    }),
    chargerIds: z.array(chargerId).min(1).max(1_000).optional(),
    siteId: siteId.optional().meta({ description: "All chargers of a site." }),
    filter: z
      .strictObject({
        ocppVersion: ocppVersion.optional(),
        vendor: word,
        model: word,
        firmwareVersion: word,
        connected: z.boolean().optional(),
      })
      .optional()
      .meta({ description: "All chargers that are so; `{}` is every charger." }),
    perMinute: z.int().min(1).max(600).default(60),
  })
  .meta({
    id: "NewCommandJob",
    example: { action: "ClearCache", siteId: "harbour", perMinute: 60 },
  });

const chargerOfJob = z
  .object({
    chargerId,
    commandId: z.string().optional(),
    outcome: z.string().optional().meta({ description: "Absent while its command is under way." }),
  })
  .meta({ id: "CommandJobCharger" });

export const listCommandJobs = operation({
  operationId: "listCommandJobs",
  method: "GET",
  path,
  tag,
  summary: "List jobs that command many chargers, newest first",
  permission: "commands:read",
  params: inOperator,
  query: pageQuery,
  reply: pageOf(commandJob),
  statuses: [200],
});

export const createCommandJob = operation({
  operationId: "createCommandJob",
  method: "POST",
  path,
  tag,
  summary: "Send a command to many chargers",
  description:
    "Each gets a command of its own, so many a minute. Say which: `chargerIds`, or `siteId` and `filter`. Above the operator's limits it waits for a second person.",
  permission: "commands:send-many",
  params: inOperator,
  query: noQuery,
  body: newCommandJob,
  reply: commandJob,
  statuses: [201],
  mayNeedApproval: true,
  etag: true,
});

export const readCommandJob = operation({
  operationId: "readCommandJob",
  method: "GET",
  path: `${path}/{commandJobId}`,
  tag,
  summary: "Read how far a job is",
  permission: "commands:read",
  params: inJob,
  query: noQuery,
  reply: commandJob,
  statuses: [200],
  etag: true,
});

export const listCommandJobChargers = operation({
  operationId: "listCommandJobChargers",
  method: "GET",
  path: `${path}/{commandJobId}/chargers`,
  tag,
  summary: "List the chargers that had their turn, and what became of it",
  permission: "commands:read",
  params: inJob,
  query: pageQuery,
  reply: pageOf(chargerOfJob),
  statuses: [200],
});

export const cancelCommandJob = operation({
  operationId: "cancelCommandJob",
  method: "POST",
  path: `${path}/{commandJobId}/cancel`,
  tag,
  summary: "Stop a job",
  description: "Chargers whose command is under way carry it out; no others get one.",
  permission: "commands:send-many",
  params: inJob,
  query: noQuery,
  reply: commandJob,
  statuses: [200],
  etag: true,
});

export const commandJobOperations = [
  listCommandJobs,
  createCommandJob,
  readCommandJob,
  listCommandJobChargers,
  cancelCommandJob,
] as const;
