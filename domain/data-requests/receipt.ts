import { canonicalJson } from "../access/canonical-json.ts";
import type { DataRequest, Receipt, ReceiptLine } from "./data-request.ts";

/** The text that a receipt's hash is made of: whoever has the receipt can make it again. */
export function receiptText(
  request: Pick<DataRequest, "operatorId" | "dataRequestId" | "type" | "receivedAt">,
  receipt: Omit<Receipt, "sha256">,
): string {
  const { operatorId, dataRequestId, type, receivedAt } = request;
  return canonicalJson({ operatorId, dataRequestId, type, receivedAt, ...receipt });
}

/** Adds up lines of the same kind. */
export function addLines(...lines: readonly ReceiptLine[]): readonly ReceiptLine[] {
  const counts = new Map<string, number>();
  for (const { what, count } of lines) counts.set(what, (counts.get(what) ?? 0) + count);
  return [...counts].map(([what, count]) => ({ what, count }));
}
