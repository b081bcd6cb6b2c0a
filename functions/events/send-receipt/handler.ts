import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import middy from "@middy/core";
import type { Context } from "aws-lambda";
import { findAttempt } from "#adapters/dynamodb/adhoc-attempt-store.ts";
import { forgetReceiptEmail, readGuest } from "#adapters/dynamodb/guest-reader.ts";
import { receiptLanguage } from "#domain/receipts/receipt-words.ts";
import { enterOnDuty } from "#domain/tenancy/tenant-context.ts";
import { environment } from "#functions/shared/environment.ts";
import { sendReceipt } from "#functions/shared/mail-receipt.ts";
import { logger } from "#functions/shared/observability.ts";
import { receiptOfAttempt } from "#functions/shared/own-receipt.ts";
import { sealerOf } from "#functions/shared/privacy.ts";

interface Event {
  readonly detail: { readonly operatorId: string; readonly attemptId: string };
}

const chargingTable = environment("CHARGING_TABLE");
const peopleTable = environment("PEOPLE_TABLE");

/**
 * Woken when nothing more becomes of an attempt: sends the receipt to who asked for it before the start, and deletes the
 * address, whether or not there was something to pay. Repeated, it finds no address and does nothing.
 */
export const handler = middy(async ({ detail }: Event, { awsRequestId }: Context) => {
  const { operatorId, attemptId } = detail;
  const context = enterOnDuty(operatorId, awsRequestId);
  const attempt = await findAttempt(chargingTable, operatorId, attemptId);
  if (!attempt) return;
  const { plate, receiptEmail } = await readGuest(peopleTable, attempt, sealerOf(context));
  if (receiptEmail === undefined) return;
  const receipt = await receiptOfAttempt(attempt, plate);
  if (receipt) await sendReceipt(receipt, receiptEmail, receiptLanguage(attempt.language));
  await forgetReceiptEmail(peopleTable, attempt, context);
  logger.info("a receipt was dealt with", { operatorId, attemptId, sent: receipt !== undefined });
}).use(injectLambdaContext(logger, { resetKeys: true }));
