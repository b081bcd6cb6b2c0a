import * as z from "zod";
import { JOURNALED_TABLES } from "#domain/audit/kind-of.ts";
import { answeredTime, inOperator, noQuery, time } from "./fields.ts";
import { operation } from "./operation.ts";
import { pageFields, pageOf } from "./paging.ts";

const path = "/v1/operators/{operatorId}/audit";
const tag = "Audit";
const table = z.enum(JOURNALED_TABLES);
const day = z.iso.date().meta({ example: "2026-11-20" });
const line = z
  .string()
  .meta({ description: "A line of the export, as it is: do not reformat it." });

const value = z.object({ value: z.unknown().optional(), withheld: z.boolean().optional() });

export const auditEntry = z
  .object({
    sequence: z.int().positive(),
    entryId: z.string(),
    at: answeredTime,
    actor: z.string(),
    actorType: z.enum(["charger", "driver", "person", "platform", "program", "system"]),
    onBehalfOf: z.string().optional(),
    operatorId: z.string(),
    action: z.string(),
    object: z.object({ kind: z.string(), id: z.string() }),
    changes: z
      .record(z.string(), z.object({ before: value.optional(), after: value.optional() }))
      .meta({ description: "By field. What is personal or secret is withheld, or ciphertext." }),
    requestId: z.string().optional(),
    reason: z.string().optional(),
    approvalId: z.string().optional(),
    approvedBy: z
      .string()
      .optional()
      .meta({ description: "Who allowed what `onBehalfOf` asked for." }),
    source: z.string().optional().meta({
      description: "The network that the request came from, not the address.",
      example: "203.0.113.0/24",
    }),
    table: table.meta({ description: "The chain that it stands in." }),
  })
  .meta({ id: "AuditEntry" });

export const searchAudit = operation({
  operationId: "searchAudit",
  method: "GET",
  path,
  tag,
  summary: "Search the audit journal, newest first",
  description: "By one of `object`, `actor` and `table`; the other filters narrow it down.",
  permission: "audit:read",
  params: inOperator,
  query: z.strictObject({
    ...pageFields,
    object: z
      .string()
      .regex(/^[a-z-]+:.+$/)
      .optional()
      .meta({ description: "`<kind>:<id>`", example: "charger:CP-0001" }),
    actor: z.string().min(1).max(256).optional(),
    table: table.optional(),
    action: z.string().min(1).max(64).optional(),
    from: time.optional(),
    to: time.optional().meta({ description: "Before this time." }),
  }),
  reply: pageOf(auditEntry),
  statuses: [200],
});

const anchor = z
  .object({
    day,
    at: answeredTime,
    chains: z.array(z.object({ table: z.string(), sequence: z.int(), hash: z.string() })),
    previousAnchorHash: z.string().optional(),
    key: z.string().meta({ description: "SHA-256 of the public key that signed it." }),
  })
  .meta({ id: "AuditAnchor" });

export const listAnchors = operation({
  operationId: "listAnchors",
  method: "GET",
  path: `${path}/anchors`,
  tag,
  summary: "List the signed anchors of the audit journal",
  permission: "audit:read",
  params: inOperator,
  query: z.strictObject({ from: day.optional(), to: day.optional() }),
  reply: z.object({ items: z.array(anchor) }),
  statuses: [200],
});

const stretch = z.object({
  table,
  afterPage: z.int(),
  lastPage: z.int(),
  entries: z.int(),
});

export const exportAudit = operation({
  operationId: "exportAudit",
  method: "POST",
  path: `${path}/exports`,
  tag,
  summary: "Sign where the audit journal stands, for an export with proof",
  description:
    "`lines` (the statement, the anchors, the keys) and the lines of every page that `chains` names (`readJournalPages`) make up the export. `chargeward-verify` checks it without us.",
  permission: "audit:attest",
  params: inOperator,
  query: noQuery,
  body: z.strictObject({}).meta({ id: "NewAuditExport" }),
  reply: z.object({ lines: z.array(line), chains: z.array(stretch) }).meta({ id: "AuditExport" }),
  statuses: [201],
});

export const readJournalPages = operation({
  operationId: "readJournalPages",
  method: "GET",
  path: `${path}/journal`,
  tag,
  summary: "Read the pages of one chain, for an export",
  permission: "audit:attest",
  params: inOperator,
  query: z.strictObject({
    table,
    afterPage: z.coerce.number().pipe(z.int().min(0)).default(0),
    lastPage: z.coerce.number().pipe(z.int().min(0)),
  }),
  reply: z.object({
    lines: z.array(line),
    nextAfterPage: z.int().optional().meta({ description: "Absent when the last page is in it." }),
  }),
  statuses: [200],
});

export const auditOperations = [searchAudit, listAnchors, exportAudit, readJournalPages] as const;
