import { createHash } from "node:crypto";
import type { DataRequest, Receipt, ReceiptLine } from "#domain/data-requests/data-request.ts";
import { addLines, receiptText } from "#domain/data-requests/receipt.ts";

/** A receipt with its hash. */
export function newReceipt(
  request: DataRequest,
  done: readonly ReceiptLine[],
  by: { readonly doneAt: string; readonly doneBy: string },
): Receipt {
  const receipt = { done: addLines(...done), ...by };
  const sha256 = createHash("sha256").update(receiptText(request, receipt)).digest("hex");
  return { ...receipt, sha256 };
}
