import { canonicalJson } from "../access/canonical-json.ts";
import type { AuditEntry, AuditFacts } from "./entry.ts";

/** SHA-256 of a text's UTF-8 bytes, in lower-case hex. */
export type Sha256 = (text: string) => string;

/** The chain of one operator and one table. */
export interface ChainName {
  readonly operatorId: string;
  readonly table: string;
}

/** Where a chain stands: how many entries it has, and the hash of the last one. */
export interface ChainHead {
  readonly sequence: number;
  readonly hash: string;
}

/** A stretch of a chain that was written at once. */
export interface JournalPage extends ChainName {
  readonly firstSequence: number;
  readonly count: number;
  /** The chain's hash before the first entry, and after the last one. */
  readonly previousHash: string;
  readonly hash: string;
  /** The first characters of the hash after each entry, one after the other: they tell which entry was altered. */
  readonly marks: string;
}

/** 48 bits of each hash: enough to point at an entry. The proof is the whole hash at the page's end. */
export const MARK_LENGTH = 12;

/** The hash that the first entry of a chain follows. */
export function genesisHash({ operatorId, table }: ChainName, sha256: Sha256): string {
  return sha256(`chargeward-journal-1\n${operatorId}\n${table}`);
}

/** h(n) = SHA-256(h(n-1) in hex, followed by the entry's line). */
export function nextHash(previousHash: string, line: string, sha256: Sha256): string {
  return sha256(previousHash + line);
}

/** An entry as it is hashed, stored and exported: canonical JSON in one line. */
export function entryLine(entry: AuditEntry): string {
  return canonicalJson(entry);
}

/** Puts facts behind a chain's head: the page, and its lines. */
export function pageAfter(
  chain: ChainName,
  head: ChainHead,
  facts: readonly AuditFacts[],
  sha256: Sha256,
): { readonly page: JournalPage; readonly lines: readonly string[] } {
  const firstSequence = head.sequence + 1;
  const lines = facts.map((fact, index) => entryLine({ ...fact, sequence: firstSequence + index }));
  let hash = head.hash;
  let marks = "";
  for (const line of lines) {
    hash = nextHash(hash, line, sha256);
    marks += hash.slice(0, MARK_LENGTH);
  }
  const { operatorId, table } = chain;
  const count = lines.length;
  const previousHash = head.hash;
  return { page: { operatorId, table, firstSequence, count, previousHash, hash, marks }, lines };
}

/** The head that a chain has after a page. */
export function headAfter({ firstSequence, count, hash }: JournalPage): ChainHead {
  return { sequence: firstSequence + count - 1, hash };
}
