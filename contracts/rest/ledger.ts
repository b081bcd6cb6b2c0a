import * as z from "zod";
import { LEDGER_ACCOUNTS } from "#domain/payments/ledger.ts";
import { answeredTime, currency, inOperator } from "./fields.ts";
import { operation } from "./operation.ts";
import { pageFields, pageOf } from "./paging.ts";

const path = "/v1/operators/{operatorId}/ledger";
const tag = "Payments";

const day = z.iso.date().meta({ description: "A day in UTC.", example: "2026-03-01" });

const posting = z
  .object({
    postingId: z.string(),
    paymentId: z.string(),
    kind: z.enum(["hold", "release", "capture", "refund"]),
    currency,
    bookedAt: answeredTime,
    entries: z.array(z.object({ account: z.enum(LEDGER_ACCOUNTS), amountMinor: z.int() })),
  })
  .meta({ id: "Posting", description: "What was booked at once; its entries sum to zero." });

const balance = z
  .object({
    day: z.string(),
    postings: z.int(),
    balances: z.array(
      z.object({
        currency,
        accounts: z.record(z.string(), z.int()),
        sumMinor: z.int().meta({ description: "0, or the ledger is broken." }),
      }),
    ),
  })
  .meta({ id: "TrialBalance" });

export const readLedger = operation({
  operationId: "readLedger",
  method: "GET",
  path,
  tag,
  summary: "Read what was booked on a day",
  permission: "payments:read",
  params: inOperator,
  query: z.strictObject({ ...pageFields, day }),
  reply: pageOf(posting),
  statuses: [200],
});

export const exportLedger = operation({
  operationId: "exportLedger",
  method: "GET",
  path: `${path}/export.csv`,
  tag,
  summary: "Take along what was booked on a day",
  description: "CSV, one line for each entry of a posting.",
  permission: "payments:read",
  params: inOperator,
  query: z.strictObject({ day }),
  statuses: [200],
});

export const readTrialBalance = operation({
  operationId: "readTrialBalance",
  method: "GET",
  path: `${path}/trial-balance`,
  tag,
  summary: "What the postings of a day come to",
  permission: "payments:read",
  params: inOperator,
  query: z.strictObject({ day }),
  reply: balance,
  statuses: [200],
});

export const ledgerOperations = [readLedger, exportLedger, readTrialBalance] as const;
