import * as z from "zod";
import { answeredTime, chargerId, noQuery, operatorId } from "./fields.ts";
import { operation } from "./operation.ts";
import { pageOf, pageQuery } from "./paging.ts";

const path = "/v1/operators/{operatorId}/chargers/{chargerId}/jobs";
const tag = "Commands";
const inCharger = z.strictObject({ operatorId, chargerId });
const jobId = z
  .string()
  .regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, "26 characters of Crockford's base32, upper case");
const inJob = inCharger.extend({ jobId });

const job = z
  .object({
    jobId: jobId.meta({ description: "The id of the command that began it." }),
    operatorId,
    chargerId,
    action: z.string(),
    kind: z.string().meta({ example: "firmware-update" }),
    requestId: z.int().optional().meta({
      description: "OCPP's number of the request; OCPP 1.6 without its security messages has none.",
    }),
    state: z.string().meta({
      description: "`requested`, then what the charger said last, for example `downloading`.",
    }),
    outcome: z.enum(["open", "succeeded", "failed", "cancelled"]),
    requestedAt: answeredTime,
    requestedBy: z.string(),
    answeredAt: answeredTime.optional(),
    answeredAs: z
      .string()
      .optional()
      .meta({ description: "What the charger answered to the command, as OCPP words it." }),
    steps: z
      .array(z.object({ status: z.string(), at: answeredTime }))
      .meta({ description: "What the charger told since, as OCPP words it." }),
    endedAt: answeredTime.optional(),
  })
  .meta({ id: "Job" });

export const listJobs = operation({
  operationId: "listJobs",
  method: "GET",
  path,
  tag,
  summary: "List what a charger was set to, newest first",
  description:
    "Firmware, uploads of logs, and reports: work that goes on after the charger has answered. One begins with its command.",
  permission: "commands:read",
  params: inCharger,
  query: pageQuery,
  reply: pageOf(job),
  statuses: [200],
});

export const readJob = operation({
  operationId: "readJob",
  method: "GET",
  path: `${path}/{jobId}`,
  tag,
  summary: "Read how far a charger is with a job",
  permission: "commands:read",
  params: inJob,
  query: noQuery,
  reply: job,
  statuses: [200],
});

export const readCustomerInformation = operation({
  operationId: "readCustomerInformation",
  method: "GET",
  path: `${path}/{jobId}/customer-information`,
  tag,
  summary: "Read what a charger told of a customer",
  description:
    "Say why in `X-Access-Reason`: it is written down before anything is shown. Kept for 30 days.",
  permission: "drivers:reveal",
  demandsReason: true,
  params: inJob,
  query: noQuery,
  reply: z
    .object({
      jobId,
      outcome: z.enum(["open", "succeeded", "failed", "cancelled"]),
      text: z.string().meta({ description: "Its parts so far, put together." }),
    })
    .meta({ id: "CustomerInformation" }),
  statuses: [200],
});

export const jobOperations = [listJobs, readJob, readCustomerInformation] as const;
