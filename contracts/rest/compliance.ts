import * as z from "zod";
import { noParams } from "./fields.ts";
import { operation } from "./operation.ts";

const format = z.strictObject({
  format: z.enum(["json", "csv"]).default("json").meta({ description: "`csv` answers text/csv." }),
});
const tag = "Compliance";

const dataMapRow = z
  .object({
    table: z.string(),
    item: z.string().meta({ description: "How the item's sort key begins." }),
    what: z.string(),
    attribute: z.string(),
    protection: z.enum(["clear", "sealed", "blind-index", "hash"]),
    dataSet: z.enum(["driver", "payment", "device", "operator", "regulatory"]),
    purpose: z.string(),
    legalBasis: z.string(),
    retention: z.string(),
    recipients: z.array(z.string()),
    roles: z.array(z.string()),
  })
  .meta({ id: "DataMapRow" });

const processingRow = z
  .object({
    activity: z.string(),
    purpose: z.string(),
    subjects: z.string(),
    categories: z.string(),
    legalBasis: z.string(),
    recipients: z.array(z.string()),
    retention: z.string(),
    measures: z.array(z.string()),
  })
  .meta({ id: "ProcessingRow" });

export const readDataMap = operation({
  operationId: "readDataMap",
  method: "GET",
  path: "/v1/compliance/data-map",
  tag,
  summary: "Everything that is stored: why, how long, for whom and how protected",
  description: "It says what is kept, and nothing of anybody.",
  permission: "public",
  params: noParams,
  query: format,
  reply: z.object({ items: z.array(dataMapRow) }),
  statuses: [200],
});

export const readRecordsOfProcessing = operation({
  operationId: "readRecordsOfProcessing",
  method: "GET",
  path: "/v1/compliance/records-of-processing",
  tag,
  summary: "The record of processing activities (GDPR Art. 30, VERBİS)",
  permission: "public",
  params: noParams,
  query: format,
  reply: z.object({ items: z.array(processingRow) }),
  statuses: [200],
});

export const complianceOperations = [readDataMap, readRecordsOfProcessing] as const;
