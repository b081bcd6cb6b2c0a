import type { Receipt } from "#domain/receipts/receipt.ts";
import { type ReceiptRow, receiptText } from "#domain/receipts/receipt-text.ts";
import type { ReceiptLanguage } from "#domain/receipts/receipt-words.ts";
import { PAGE, pdfFile } from "./new-document.ts";
import { type Typesetter, typesetter } from "./typesetter.ts";

const LEFT = 72;
const RIGHT = PAGE.width - LEFT;
const ROW = 20;
const SOFT = "#4d5d56";
const LINE = "#dde5e0";

/** A receipt as a PDF file of one page. */
export function receiptPdf(receipt: Receipt, language: ReceiptLanguage): Promise<Uint8Array> {
  const { title, seller, paid, parts, note } = receiptText(receipt, language);
  const about = { title: `${title} ${receipt.receiptNumber}`, language };
  return pdfFile(about, (document) => {
    const set = typesetter(document);
    document.rect(0, 0, PAGE.width, 8).fill("#0b6b4f");
    set.write(seller, LEFT, 64, { size: 13, weight: "semibold" });
    set.write(title, RIGHT, 64, { size: 13, color: SOFT, align: "right" });
    set.write(paid, LEFT, 100, { size: 34, weight: "semibold" });
    let y = 168;
    for (const rows of parts) {
      y = writeRows(document, set, rows, y) + 26;
    }
    set.write(note, LEFT, y, { size: 9, color: SOFT });
  });
}

/** Writes rows below each other; gives where they end. */
function writeRows(
  document: PDFKit.PDFDocument,
  set: Typesetter,
  rows: readonly ReceiptRow[],
  from: number,
): number {
  let y = from;
  for (const { term, detail, value, isSum } of rows) {
    document.moveTo(LEFT, y).lineTo(RIGHT, y).lineWidth(0.7).strokeColor(LINE).stroke();
    const weight = isSum ? "semibold" : "regular";
    set.write(term, LEFT, y + 5, { size: 10.5, weight, color: isSum ? "#12211b" : SOFT });
    if (detail !== undefined) set.write(detail, LEFT + 150, y + 6, { size: 9, color: SOFT });
    set.write(value, RIGHT, y + 5, { size: 10.5, weight, align: "right" });
    y += ROW;
  }
  return y;
}
