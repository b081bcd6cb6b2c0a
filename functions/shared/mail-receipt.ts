import { receiptPdf } from "#adapters/pdf/receipt-pdf.ts";
import { sesMailSender } from "#adapters/ses/mail-sender.ts";
import type { Receipt } from "#domain/receipts/receipt.ts";
import { receiptMailText } from "#domain/receipts/receipt-text.ts";
import { RECEIPT_WORDS, type ReceiptLanguage } from "#domain/receipts/receipt-words.ts";
import { environment } from "./environment.ts";

const mail = sesMailSender(environment("MAIL_FROM"));

/** Sends a receipt with its PDF file to an address, which is kept nowhere. */
export async function sendReceipt(
  receipt: Receipt,
  to: string,
  language: ReceiptLanguage,
): Promise<void> {
  const content = await receiptPdf(receipt, language);
  const { subject } = RECEIPT_WORDS[language];
  const fileName = `${receipt.receiptNumber}.pdf`;
  await mail.send({
    to,
    subject: `${subject}: ${receipt.seller.name}`,
    text: receiptMailText(receipt, language),
    attachment: { fileName, mediaType: "application/pdf", content },
  });
}
