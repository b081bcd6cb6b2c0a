import { lastPage, pagesAfter } from "#adapters/dynamodb/journal-reader.ts";
import { statementSigner } from "#adapters/kms/statement-signer.ts";
import { sealedJournal } from "#adapters/s3/sealed-journal.ts";
import { sealOperator } from "#domain/audit/seal.ts";
import { sha256 } from "#tools/verify/sha256.ts";

/** Seals one operator's journal over the stand-ins of the test. */
export function sealOnce(operatorId: string, now = new Date().toISOString()): Promise<number> {
  return sealOperator(operatorId, {
    lastPage: (chain) => lastPage("Audit", chain),
    pagesAfter: (chain, pageNumber) => pagesAfter("Audit", chain, pageNumber, 3),
    sealed: sealedJournal("audit-journal"),
    sign: statementSigner("arn:aws:kms:eu-central-1:111111111111:key/audit"),
    sha256,
    now: () => now,
  });
}
