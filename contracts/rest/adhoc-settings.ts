import * as z from "zod";
import { ADHOC_STATES } from "#domain/adhoc/attempt.ts";
import { FAILURE_POLICIES } from "#domain/adhoc/gate-settings.ts";
import { answeredTime, inOperator, noQuery, operatorId, siteId } from "./fields.ts";
import { operation } from "./operation.ts";
import { pageOf, pageQuery } from "./paging.ts";

const path = "/v1/operators/{operatorId}/adhoc-settings";
const tag = "Charging without an account";

const tenth = z
  .number()
  .min(0)
  .max(1)
  .refine((score) => Math.round(score * 10) / 10 === score, "0.0 to 1.0 in steps of 0.1")
  .meta({ example: 0.5 });
const scores = z.array(z.number());
const bands = z.object({ passes: scores, stepsUp: scores, refuses: scores }).meta({
  description: "What the scores that Google usually gives (0.1, 0.3, 0.7, 0.9) come to.",
});
const hostname = z
  .string()
  .toLowerCase()
  .regex(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/, "a hostname");
const phone = z.string().regex(/^\+[1-9][0-9]{6,14}$/, "E.164");
const amountMinor = z.int().min(100).max(1_000_000);

const settings = z
  .object({
    operatorId,
    offered: z.boolean(),
    gateEnabled: z.boolean(),
    threshold: z.number(),
    stepUpFrom: z.number().optional(),
    effective: bands,
    siteKey: z.string().optional(),
    projectId: z.string().optional(),
    allowedHostnames: z.array(z.string()),
    onProviderFailure: z.enum(FAILURE_POLICIES),
    supportPhone: z.string().optional(),
    holdAmountMinor: z.int(),
    stepUpHoldAmountMinor: z.int(),
    plateDemanded: z.boolean(),
    credential: z
      .object({ fingerprint: z.string(), setAt: answeredTime, ageDays: z.int() })
      .optional()
      .meta({ description: "Of the integration `recaptcha`; `…/integrations` changes it." }),
    connectionTest: z
      .object({
        requestedAt: answeredTime,
        testedAt: answeredTime.optional(),
        result: z.enum(["works", "misconfigured", "unavailable"]).optional(),
      })
      .optional(),
    warnings: z.array(z.enum(["gate-off", "credential-missing", "provider-left-alone"])),
    createdAt: answeredTime,
    updatedAt: answeredTime,
    version: z.int(),
  })
  .meta({ id: "AdHocSettings" });
export type AdHocSettingsView = z.input<typeof settings>;

const change = z
  .strictObject({
    offered: z.boolean().optional(),
    gateEnabled: z.boolean().optional().meta({
      description: "Off takes two people; the limits stay.",
    }),
    threshold: tenth.optional().meta({ description: "The least score that is let through." }),
    stepUpFrom: tenth.nullable().optional().meta({
      description: "From here to the threshold, with the bank's second step and a low hold.",
    }),
    siteKey: z
      .string()
      .regex(/^[A-Za-z0-9_-]{20,100}$/)
      .optional(),
    projectId: z
      .string()
      .regex(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/)
      .nullable()
      .optional(),
    allowedHostnames: z.array(hostname).max(20).optional(),
    onProviderFailure: z.enum(FAILURE_POLICIES).optional(),
    supportPhone: phone.nullable().optional(),
    holdAmountMinor: amountMinor.optional(),
    stepUpHoldAmountMinor: amountMinor.optional(),
    plateDemanded: z.boolean().optional(),
  })
  .meta({ id: "AdHocSettingsChange" });

const totals = {
  cleared: z.int(),
  steppedUp: z.int(),
  refused: z.int(),
  unanswered: z.int(),
  appeals: z.int(),
  refusalRate: z.number(),
  scores: z.array(z.int()).meta({ description: "By tenth, 0.0 first." }),
} as const;
const days = z.coerce
  .number()
  .pipe(z.int().min(1).max(90))
  .default(30)
  .meta({ override: { type: "integer", minimum: 1, maximum: 90, default: 30 } });

export const readAdHocSettings = operation({
  operationId: "readAdHocSettings",
  method: "GET",
  path,
  tag,
  summary: "How drivers without an account are taken",
  permission: "operator-settings:read",
  params: inOperator,
  query: noQuery,
  reply: settings,
  statuses: [200],
  etag: true,
});

export const changeAdHocSettings = operation({
  operationId: "changeAdHocSettings",
  method: "PATCH",
  path,
  tag,
  summary: "Change how drivers without an account are taken",
  description: "Counts for the next attempt. To switch the gate off takes two people.",
  permission: "operator-settings:write",
  params: inOperator,
  query: noQuery,
  body: change,
  reply: settings,
  statuses: [200],
  mayNeedApproval: true,
  etag: true,
  ifMatch: true,
});

export const testAdHocConnection = operation({
  operationId: "testAdHocConnection",
  method: "POST",
  path: `${path}/connection-test`,
  tag,
  summary: "Try the credential and the site key",
  description: "`connectionTest` of the settings shows the result, within seconds.",
  permission: "operator-settings:write",
  params: inOperator,
  query: noQuery,
  reply: settings,
  statuses: [202],
});

export const previewThreshold = operation({
  operationId: "previewThreshold",
  method: "GET",
  path: `${path}/preview`,
  tag,
  summary: "What a threshold would have refused",
  permission: "operator-settings:read",
  params: inOperator,
  query: z.strictObject({ threshold: z.coerce.number().pipe(tenth), days }),
  reply: z
    .object({
      threshold: z.number(),
      days: z.int(),
      scored: z.int().meta({ description: "Attempts with a score." }),
      wouldRefuse: z.int(),
      effective: bands,
    })
    .meta({ id: "ThresholdPreview" }),
  statuses: [200],
});

export const readGateStatistics = operation({
  operationId: "readGateStatistics",
  method: "GET",
  path: `${path}/statistics`,
  tag,
  summary: "Scores, refusals and appeals, in all and by site",
  description: "`csv` answers text/csv, a line for each site and day.",
  permission: "operator-settings:read",
  params: inOperator,
  query: z.strictObject({ days, format: z.enum(["json", "csv"]).default("json") }),
  reply: z
    .object({
      days: z.int(),
      total: z.object(totals),
      bySite: z.array(z.object({ siteId, ...totals })),
    })
    .meta({ id: "GateStatistics" }),
  statuses: [200],
});

const attempt = z
  .object({
    attemptId: z.string(),
    chargerId: z.string(),
    siteId,
    state: z.enum(ADHOC_STATES),
    requestedAt: answeredTime,
    since: answeredTime,
    outcome: z.string().optional(),
    because: z.string().optional(),
    score: z.number().optional(),
    threshold: z.number().optional(),
    appealedAt: answeredTime.optional(),
  })
  .meta({ id: "AdHocAttempt" });
export type AdHocAttemptView = z.input<typeof attempt>;

export const listAdHocAttempts = operation({
  operationId: "listAdHocAttempts",
  method: "GET",
  path: "/v1/operators/{operatorId}/adhoc-attempts",
  tag,
  summary: "List who tried to charge without an account, the newest first",
  description: "By pseudonyms: nobody is named.",
  permission: "operator-settings:read",
  params: inOperator,
  query: pageQuery,
  reply: pageOf(attempt),
  statuses: [200],
});

const report = z
  .object({
    reportId: z.string(),
    state: z.enum(["open", "closed"]),
    concern: z.string(),
    reportedAt: answeredTime,
    chargerId: z.string().optional(),
    siteId: siteId.optional(),
    label: z.string().optional(),
    seenHost: z.string().optional(),
    outcome: z.string().optional(),
    closedAt: answeredTime.optional(),
    version: z.int(),
  })
  .meta({ id: "StickerReport" });
export type StickerReportView = z.input<typeof report>;

export const listStickerReports = operation({
  operationId: "listStickerReports",
  method: "GET",
  path: "/v1/operators/{operatorId}/sticker-reports",
  tag,
  summary: "List what drivers reported of stickers, the newest first",
  permission: "incidents:read",
  params: inOperator,
  query: pageQuery,
  reply: pageOf(report),
  statuses: [200],
});

export const closeStickerReport = operation({
  operationId: "closeStickerReport",
  method: "POST",
  path: "/v1/operators/{operatorId}/sticker-reports/{reportId}/close",
  tag,
  summary: "Close a report of a sticker",
  permission: "incidents:write",
  params: z.strictObject({ operatorId, reportId: z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/) }),
  query: noQuery,
  body: z
    .strictObject({ outcome: z.enum(["sticker-replaced", "nothing-found", "no-such-place"]) })
    .meta({ id: "StickerReportOutcome" }),
  reply: report,
  statuses: [200],
});

export const adhocSettingsOperations = [
  readAdHocSettings,
  changeAdHocSettings,
  testAdHocConnection,
  previewThreshold,
  readGateStatistics,
  listAdHocAttempts,
  listStickerReports,
  closeStickerReport,
] as const;
