import { hash } from "node:crypto";
import middy from "@middy/core";
import { everyOperator } from "#adapters/dynamodb/every-operator.ts";
import { lastPage, pagesAfter } from "#adapters/dynamodb/journal-reader.ts";
import { statementSigner } from "#adapters/kms/statement-signer.ts";
import { sealedJournal } from "#adapters/s3/sealed-journal.ts";
import { PLATFORM_SCOPE } from "#domain/access/standing.ts";
import { type SealPorts, sealOperator } from "#domain/audit/seal.ts";
import { environment } from "#functions/shared/environment.ts";
import { logger } from "#functions/shared/observability.ts";

/** Pages of one object: at most some 10 MB of text, which the function holds at once. */
const PAGES = 40;

const auditTable = environment("AUDIT_TABLE");
const directoryTable = environment("DIRECTORY_TABLE");
const ports: SealPorts = {
  lastPage: (chain) => lastPage(auditTable, chain),
  pagesAfter: (chain, pageNumber) => pagesAfter(auditTable, chain, pageNumber, PAGES),
  sealed: sealedJournal(environment("AUDIT_BUCKET")),
  sign: statementSigner(environment("AUDIT_SIGNING_KEY_ARN")),
  sha256: (text) => hash("sha256", text, "hex"),
  now: () => new Date().toISOString(),
};

/** Woken by the clock: copies the journal to where nobody can change it, and signs it once a day. */
export const handler = middy(async () => {
  // An operator that was ended is in no list, but what its end did is to be sealed too.
  const operatorIds = new Set([PLATFORM_SCOPE, ...(await ports.sealed.operators())]);
  for await (const { operatorId } of everyOperator(directoryTable)) operatorIds.add(operatorId);
  const failed: string[] = [];
  for (const operatorId of operatorIds) {
    try {
      const pages = await sealOperator(operatorId, ports);
      if (pages > 0) logger.info("sealed", { operatorId, pages });
    } catch (error) {
      logger.error("an operator's journal was not sealed", { operatorId, error });
      failed.push(operatorId);
    }
  }
  if (failed.length > 0) throw new Error(`not sealed: ${failed.length} operators`);
});
