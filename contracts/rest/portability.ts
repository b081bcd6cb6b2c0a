import * as z from "zod";
import { PORTABLE_SECTIONS } from "#domain/data-requests/portable-sections.ts";
import { inDriver } from "./driver-fields.ts";
import { answeredTime } from "./fields.ts";
import { operation } from "./operation.ts";
import { pageFields, pageOf } from "./paging.ts";

const text = z.string().optional();
const number = z.number().optional();

/** One line of a person's own data; docs/data-portability.md explains the schema, whose version is 1. */
export const portableRecord = z
  .discriminatedUnion("section", [
    z.object({
      section: z.literal("profile"),
      schemaVersion: z.literal(1),
      operatorId: z.string(),
      driverId: z.string(),
      language: z.string(),
      name: text,
      email: text,
      phone: text,
      addressLines: z.array(z.string()).optional(),
      postalCode: text,
      city: text,
      countryCode: text,
      plates: z.array(z.string()).optional(),
      restrictedAt: text,
      objections: z.array(z.string()),
      createdAt: answeredTime,
      lastActiveAt: answeredTime,
    }),
    z.object({
      section: z.literal("tokens"),
      tokenId: z.string(),
      status: z.string(),
      validFrom: text,
      expiresAt: text,
      attachedAt: answeredTime,
    }),
    z.object({
      section: z.literal("sessions"),
      sessionId: z.string(),
      chargerId: z.string(),
      siteId: z.string(),
      connectorId: z.number(),
      state: z.string(),
      startedAt: answeredTime,
      endedAt: text,
      energyWh: number,
      idleSeconds: number,
      amountMinor: number,
      netMinor: number,
      vatMinor: number,
      currency: text,
    }),
    z.object({
      section: z.literal("readings"),
      sessionId: z.string(),
      sampledAt: answeredTime,
      energyRegisterWh: number,
      powerW: number,
      currentA: number,
      voltageV: number,
      socPercent: number,
    }),
    z.object({
      section: z.literal("consents"),
      purpose: z.string(),
      decision: z.string(),
      at: answeredTime,
      channel: z.string(),
      source: z.string(),
      noticeId: text,
      noticeSha256: text,
    }),
    z.object({
      section: z.literal("requests"),
      dataRequestId: z.string(),
      type: z.string(),
      state: z.string(),
      receivedAt: answeredTime,
      dueAt: answeredTime,
      details: text,
      answeredAt: text,
      refusalReason: text,
    }),
    z.object({
      section: z.literal("looks"),
      at: answeredTime,
      by: z.enum(["operator", "platform"]),
      what: z.string(),
      fields: z.array(z.string()).optional(),
      reason: text,
    }),
  ])
  .meta({ id: "PortableRecord" });

export type PortableRecord = z.infer<typeof portableRecord>;

export const exportQuery = z.strictObject({
  ...pageFields,
  section: z
    .enum(PORTABLE_SECTIONS)
    .optional()
    .meta({ description: "Only this section; all, one after the other, where absent." }),
});

export const csvQuery = z.strictObject({ ...pageFields, section: z.enum(PORTABLE_SECTIONS) });

const path = "/v1/operators/{operatorId}/drivers/{driverId}";
const tag = "Data requests";

export const exportDriver = operation({
  operationId: "exportDriver",
  method: "GET",
  path: `${path}/export`,
  tag,
  summary: "Hand out everything about a driver, page by page",
  permission: "drivers:export",
  params: inDriver,
  query: exportQuery,
  reply: pageOf(portableRecord),
  statuses: [200],
});

export const exportDriverCsv = operation({
  operationId: "exportDriverCsv",
  method: "GET",
  path: `${path}/export.csv`,
  tag,
  summary: "Hand out a section as CSV",
  description: "`X-Next-Cursor` names the next page, which has no heading of its own.",
  permission: "drivers:export",
  params: inDriver,
  query: csvQuery,
  statuses: [200],
});

export const portabilityOperations = [exportDriver, exportDriverCsv] as const;
