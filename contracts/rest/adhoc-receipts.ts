import * as z from "zod";
import { RECEIPT_LANGUAGES } from "#domain/receipts/receipt-words.ts";
import { answeredTime, currency, noQuery } from "./fields.ts";
import { operation } from "./operation.ts";

const tag = "Charging without an account";
const path = "/v1/adhoc/sessions/{attemptId}";
const attemptId = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, "26 characters");
const inAttempt = z.strictObject({ attemptId });
const language = z.enum(RECEIPT_LANGUAGES);

const line = z.object({
  per: z.enum(["kWh", "minute", "session", "idle-minute"]),
  quantity: z.number().meta({ description: "kWh or minutes; 1 for a session." }),
  rateMinor: z.number().meta({ description: "As it was when charging began." }),
  amountMinor: z.int(),
});

const receipt = z
  .object({
    receiptNumber: z.string(),
    issuedAt: answeredTime,
    seller: z.object({ name: z.string(), phone: z.string().optional() }),
    place: z.object({
      siteName: z.string(),
      siteAddress: z.string().optional(),
      label: z.string(),
    }),
    timeZone: z.string(),
    startedAt: answeredTime,
    endedAt: answeredTime,
    energyWh: z.int(),
    currency,
    lines: z.array(line).meta({ description: "In the order in which the price was shown." }),
    includesVat: z.boolean().meta({ description: "Whether rates and lines do." }),
    vatRateBasisPoints: z.int(),
    netMinor: z.int(),
    vatMinor: z.int(),
    notChargedMinor: z.int().meta({
      description: "What charging came to beyond the hold, or beyond what was proven.",
    }),
    totalMinor: z.int(),
    heldMinor: z.int(),
    capturedMinor: z.int(),
    releasedMinor: z.int(),
    refundedMinor: z.int(),
    card: z.object({ brand: z.string(), last4: z.string() }).optional(),
    plate: z.string().optional(),
  })
  .meta({ id: "AdHocReceipt" });
export type AdHocReceipt = z.input<typeof receipt>;

export const readAdHocReceipt = operation({
  operationId: "readAdHocReceipt",
  method: "GET",
  path: `${path}/receipt`,
  tag,
  summary: "The receipt, with the price that was shown before",
  description: "With the handle as Bearer token. 404 until money was taken.",
  permission: "public",
  params: inAttempt,
  query: noQuery,
  reply: receipt,
  statuses: [200],
});

export const readAdHocReceiptPdf = operation({
  operationId: "readAdHocReceiptPdf",
  method: "GET",
  path: `${path}/receipt.pdf`,
  tag,
  summary: "The receipt as PDF",
  permission: "public",
  params: inAttempt,
  query: z.strictObject({ language: language.default("en") }),
  reply: z.string().meta({ description: "application/pdf" }),
  statuses: [200],
});

export const mailAdHocReceipt = operation({
  operationId: "mailAdHocReceipt",
  method: "POST",
  path: `${path}/receipt-mail`,
  tag,
  summary: "Send the receipt by e-mail",
  description: "The address is used for this one mail and stored nowhere. Three mails a receipt.",
  permission: "public",
  params: inAttempt,
  query: noQuery,
  body: z
    .strictObject({
      email: z.email().max(254).meta({ example: "driver@example.org" }),
      language: language.default("en"),
    })
    .meta({ id: "ReceiptMail" }),
  reply: z.object({ accepted: z.literal(true) }).meta({ id: "ReceiptMailAccepted" }),
  statuses: [202],
});

export const adhocReceiptOperations = [
  readAdHocReceipt,
  readAdHocReceiptPdf,
  mailAdHocReceipt,
] as const;
