import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { StoredHead, StoredPage } from "#domain/audit/append.ts";
import { type ChainName, headAfter, type JournalPage } from "#domain/audit/chain.ts";
import type { SourcePositions } from "#domain/audit/stream-order.ts";
import { fromItem, type Item, toItem } from "./client.ts";
import { keys } from "./keys.ts";

interface StoredFields {
  readonly firstSequence: number;
  readonly count: number;
  readonly previousHash: string;
  readonly hash: string;
  readonly marks: Uint8Array;
  readonly entries: Uint8Array;
  readonly at: string;
  readonly positions: SourcePositions;
}

/** A page with its entries, as it is read. */
export interface ReadPage {
  readonly page: JournalPage;
  readonly pageNumber: number;
  readonly lines: readonly string[];
  readonly at: string;
}

/** A page as the Audit table has it: entries as deflated lines, marks as bytes. */
export function pageItem({ page, pageNumber, lines, at, positions }: StoredPage): Item {
  const { operatorId, table, firstSequence, count, previousHash, hash, marks } = page;
  const fields: StoredFields = {
    firstSequence,
    count,
    previousHash,
    hash,
    marks: Buffer.from(marks, "hex"),
    entries: deflateRawSync(lines.join("\n")),
    at,
    positions,
  };
  return toItem({ ...keys.journalPage(operatorId, table, pageNumber), ...fields });
}

/** Reads a page of a chain. */
export function pageFrom(chain: ChainName, item: Item): ReadPage {
  const { firstSequence, count, previousHash, hash, marks, entries, at } =
    fromItem<StoredFields>(item);
  return {
    page: {
      operatorId: chain.operatorId,
      table: chain.table,
      firstSequence,
      count,
      previousHash,
      hash,
      marks: Buffer.from(marks).toString("hex"),
    },
    pageNumber: Number(item["sk"]?.S),
    lines: inflateRawSync(entries).toString().split("\n"),
    at,
  };
}

/** The end of the chain that has this page as its last one. */
export function headFrom(chain: ChainName, item: Item): StoredHead {
  const { firstSequence, count, hash, positions } = fromItem<StoredFields>(item);
  const end = headAfter({ ...chain, firstSequence, count, hash, previousHash: "", marks: "" });
  return { ...end, pageNumber: Number(item["sk"]?.S), positions };
}
