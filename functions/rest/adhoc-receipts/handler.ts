import { countAttempt } from "#adapters/dynamodb/attempt-limits.ts";
import { readGuest } from "#adapters/dynamodb/guest-reader.ts";
import { receiptPdf } from "#adapters/pdf/receipt-pdf.ts";
import {
  mailAdHocReceipt,
  readAdHocReceipt,
  readAdHocReceiptPdf,
} from "#contracts/rest/adhoc-receipts.ts";
import type { AdHocAttempt } from "#domain/adhoc/attempt.ts";
import { DomainError } from "#domain/errors.ts";
import type { Receipt } from "#domain/receipts/receipt.ts";
import type { DriverContext } from "#domain/tenancy/tenant-context.ts";
import { environment } from "#functions/shared/environment.ts";
import { sendReceipt } from "#functions/shared/mail-receipt.ts";
import { withOwnAttempt } from "#functions/shared/own-attempt.ts";
import { receiptOfAttempt } from "#functions/shared/own-receipt.ts";
import { sealerOf } from "#functions/shared/privacy.ts";
import { restHandler } from "#functions/shared/rest-handler.ts";
import { route } from "#functions/shared/rest-route.ts";

const chargingTable = environment("CHARGING_TABLE");
const peopleTable = environment("PEOPLE_TABLE");

/** The receipt of an attempt with the driver's plate. Throws `adhoc.receipt-not-ready`. */
async function receiptFor(attempt: AdHocAttempt, context: DriverContext): Promise<Receipt> {
  const { plate } = await readGuest(peopleTable, attempt, sealerOf(context));
  const receipt = await receiptOfAttempt(attempt, plate);
  if (receipt) return receipt;
  throw new DomainError("adhoc.receipt-not-ready", "There is no receipt of it yet.");
}

/** What drivers without an account get for their money. */
export const handler = restHandler([
  route(readAdHocReceipt, (request) =>
    withOwnAttempt(request, async (attempt, context) => {
      const { lines, ...receipt } = await receiptFor(attempt, context);
      return { body: { ...receipt, lines: [...lines] } };
    }),
  ),

  route(readAdHocReceiptPdf, (request) =>
    withOwnAttempt(request, async (attempt, context) => {
      const receipt = await receiptFor(attempt, context);
      const content = await receiptPdf(receipt, request.query.language);
      return { file: { mediaType: "application/pdf", content } };
    }),
  ),

  route(mailAdHocReceipt, (request) =>
    withOwnAttempt(request, async (attempt, context) => {
      const { body, receivedAt } = request;
      const receipt = await receiptFor(attempt, context);
      const limited = [{ kind: "receipt-mail", value: attempt.attemptId }] as const;
      await countAttempt(chargingTable, attempt.operatorId, limited, receivedAt);
      await sendReceipt(receipt, body.email, body.language);
      return { body: { accepted: true } };
    }),
  ),
]);
