import { generateKeyPairSync, hash, sign } from "node:crypto";
import {
  type ChainHead,
  genesisHash,
  headAfter,
  type JournalPage,
  pageAfter,
} from "#domain/audit/chain.ts";
import type { AuditFacts } from "#domain/audit/entry.ts";
import { type ExportRecord, recordLine } from "#domain/audit/export-record.ts";
import { type Statement, statementText } from "#domain/audit/statement.ts";
import { sha256 } from "#tools/verify/sha256.ts";

/** A key that nobody else has, as KMS keeps one. */
export function aSigner() {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const der = publicKey.export({ type: "spki", format: "der" });
  const key = hash("sha256", der, "hex");
  return {
    key,
    record: { kind: "key", publicKey: der.toString("base64") } as const,
    sign(statement: Statement): ExportRecord {
      const text = statementText(statement);
      const signature = sign("sha256", Buffer.from(text), privateKey).toString("base64");
      return { kind: "statement", statement: text, signature, key };
    },
  };
}

type Signer = ReturnType<typeof aSigner>;

/** One page with its entries, as a block of lines. */
export interface Block {
  readonly page: JournalPage;
  readonly lines: readonly string[];
}

/** An export before it is text, so that a test can alter it. */
export interface JournalExport {
  readonly operatorId: string;
  readonly blocks: readonly Block[];
  readonly statements: readonly ExportRecord[];
  readonly signer: Signer;
}

export function someFacts(operatorId: string, table: string, index: number): AuditFacts {
  return {
    entryId: sha256(`${table} ${index}`).slice(0, 26),
    at: new Date(Date.UTC(2026, 0, 1) + index * 1_000).toISOString(),
    actor: `person-${index % 7}`,
    actorType: "person",
    operatorId,
    action: "changed",
    object: { kind: "charger", id: `CP-${index % 100}` },
    changes: { name: { before: { value: `n${index}` }, after: { value: `n${index + 1}` } } },
    requestId: `request-${index}`,
  };
}

/** An export of several chains with an anchor for each day of entries. */
export function aJournalExport(options: {
  readonly entriesPerChain: number;
  readonly tables: readonly string[];
  readonly pageSize: number;
  readonly pagesPerDay: number;
}): JournalExport {
  const operatorId = "demo-a";
  const signer = aSigner();
  const chains = options.tables.map((table) => chainBlocks(operatorId, table, options));
  const days = Math.ceil(Math.max(...chains.map(({ length }) => length)) / options.pagesPerDay);
  const statements: ExportRecord[] = [];
  const anchorHashes: string[] = [];
  for (let day = 1; day <= days; day++) {
    const previous = anchorHashes.at(-1);
    const statement: Statement = {
      type: "anchor",
      operatorId,
      day: `2026-01-${String(day).padStart(2, "0")}`,
      at: `2026-01-${String(day).padStart(2, "0")}T23:59:59.000Z`,
      chains: chains.flatMap((blocks, index) => {
        const last = blocks[Math.min(day * options.pagesPerDay, blocks.length) - 1];
        const pageNumber = Math.min(day * options.pagesPerDay, blocks.length);
        const table = options.tables[index] ?? "";
        return last ? [{ table, pageNumber, ...headAfter(last.page) }] : [];
      }),
      ...(previous !== undefined && { previousAnchorHash: previous }),
    };
    anchorHashes.push(sha256(statementText(statement)));
    statements.push(signer.sign(statement));
  }
  const first = anchorHashes[0];
  const last = anchorHashes.at(-1);
  statements.push(
    signer.sign({
      type: "export",
      operatorId,
      at: "2026-02-01T00:00:00.000Z",
      chains: chains.map((blocks, index) => {
        const table = options.tables[index] ?? "";
        const end = blocks.at(-1);
        const after = { sequence: 0, hash: genesisHash({ operatorId, table }, sha256) };
        return { table, after, head: end ? headAfter(end.page) : after };
      }),
      anchors: {
        count: anchorHashes.length,
        ...(first !== undefined && { firstHash: first }),
        ...(last !== undefined && { lastHash: last }),
      },
    }),
  );
  return { operatorId, blocks: chains.flat(), statements, signer };
}

function chainBlocks(
  operatorId: string,
  table: string,
  { entriesPerChain, pageSize }: { readonly entriesPerChain: number; readonly pageSize: number },
): Block[] {
  const chain = { operatorId, table };
  const blocks: Block[] = [];
  let head: ChainHead = { sequence: 0, hash: genesisHash(chain, sha256) };
  while (head.sequence < entriesPerChain) {
    const size = Math.min(pageSize, entriesPerChain - head.sequence);
    const start = head.sequence;
    const facts = Array.from({ length: size }, (_, index) =>
      someFacts(operatorId, table, start + index),
    );
    const block = pageAfter(chain, head, facts, sha256);
    blocks.push(block);
    head = headAfter(block.page);
  }
  return blocks;
}

/** The lines of an export's file. */
export function exportLines({ blocks, statements, signer }: JournalExport): string[] {
  return [
    ...blocks.flatMap(({ page, lines }) => [recordLine({ kind: "page", ...page }), ...lines]),
    ...statements.map(recordLine),
    recordLine(signer.record),
  ];
}
