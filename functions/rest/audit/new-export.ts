import { createHash } from "node:crypto";
import { lastPage } from "#adapters/dynamodb/journal-reader.ts";
import { genesisHash, type Sha256 } from "#domain/audit/chain.ts";
import { recordLine } from "#domain/audit/export-record.ts";
import { JOURNALED_TABLES } from "#domain/audit/kind-of.ts";
import type { SealedJournal, SignStatement } from "#domain/audit/seal.ts";
import type { ExportStatement } from "#domain/audit/statement.ts";

const sha256: Sha256 = (text) => createHash("sha256").update(text).digest("hex");

/** Signs where every chain of an operator stands now, and brings the anchors along. */
export async function newExport(
  operatorId: string,
  at: string,
  ports: {
    readonly auditTable: string;
    readonly sealed: SealedJournal;
    readonly sign: SignStatement;
  },
) {
  const heads = await Promise.all(
    JOURNALED_TABLES.map(async (table) => {
      const head = await lastPage(ports.auditTable, { operatorId, table });
      return head ? [{ table, head }] : [];
    }),
  );
  const chains = heads.flat();
  const anchorLines = await ports.sealed.anchorLines(operatorId, "", "9999");
  const hashes = anchorLines
    .map((line) => JSON.parse(line) as { readonly kind: string; readonly statement: string })
    .filter(({ kind }) => kind === "statement")
    .map(({ statement }) => sha256(statement));
  const [firstHash] = hashes;
  const lastHash = hashes.at(-1);
  const statement: ExportStatement = {
    type: "export",
    operatorId,
    at,
    chains: chains.map(({ table, head: { sequence, hash } }) => ({
      table,
      after: { sequence: 0, hash: genesisHash({ operatorId, table }, sha256) },
      head: { sequence, hash },
    })),
    anchors: {
      count: hashes.length,
      ...(firstHash !== undefined && { firstHash }),
      ...(lastHash !== undefined && { lastHash }),
    },
  };
  const { signed, publicKey } = await ports.sign(statement);
  const own = [
    recordLine({ kind: "statement", ...signed }),
    recordLine({ kind: "key", publicKey }),
  ];
  return {
    // The same key comes with every anchor; once is enough.
    lines: [...new Set([...anchorLines, ...own])],
    chains: chains.map(({ table, head }) => ({
      table,
      afterPage: 0,
      lastPage: head.pageNumber,
      entries: head.sequence,
    })),
  };
}
