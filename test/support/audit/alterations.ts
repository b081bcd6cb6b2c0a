import { headAfter, pageAfter } from "#domain/audit/chain.ts";
import type { AuditEntry } from "#domain/audit/entry.ts";
import type { Finding } from "#tools/verify/finding.ts";
import { sha256 } from "#tools/verify/sha256.ts";
import type { Block, JournalExport } from "./journal-export.ts";

/** Numbers that look random and are the same for the same seed (mulberry32). */
export function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** What somebody did to an export, and the entry that must be named: exactly, or within a stretch. */
export interface Altered {
  readonly kind: string;
  readonly export: JournalExport;
  readonly table: string;
  readonly sequence: number;
}

interface Place {
  readonly at: number;
  readonly block: Block;
  readonly index: number;
}

type Alter = (whole: JournalExport, place: Place, random: (below: number) => number) => Altered;

const ALTERATIONS: Readonly<Record<string, Alter>> = {
  change: (whole, place) =>
    altered("change", whole, place, (lines) =>
      lines.with(place.index, lineAt(place).replace(/"actor":"[^"]*"/, '"actor":"somebody-else"')),
    ),
  delete: (whole, place) =>
    altered("delete", whole, place, (lines) => lines.toSpliced(place.index, 1)),
  insert: (whole, place) =>
    altered("insert", whole, place, (lines) =>
      lines.toSpliced(place.index, 0, lineAt(place).replace('"changed"', '"deleted"')),
    ),
  swap: (whole, place) => {
    const index = Math.min(place.index, place.block.lines.length - 2);
    const [one = "", other = ""] = place.block.lines.slice(index, index + 2);
    return altered("swap", whole, { ...place, index }, (lines) =>
      lines.toSpliced(index, 2, other, one),
    );
  },
  truncate: (whole, place) => {
    const { table, firstSequence } = place.block.page;
    const blocks = whole.blocks.filter(
      ({ page }) => page.table !== table || page.firstSequence < firstSequence,
    );
    return {
      kind: "truncate",
      export: { ...whole, blocks },
      table,
      sequence: firstSequence,
    };
  },
  "remove a page": (whole, place) => ({
    kind: "remove a page",
    export: { ...whole, blocks: whole.blocks.toSpliced(place.at, 1) },
    table: place.block.page.table,
    sequence: place.block.page.firstSequence,
  }),
  "re-chain": (whole, place) => rechained(whole, place),
};

const KINDS = Object.keys(ALTERATIONS);

/** The alteration of a seed; the kinds take turns. */
export function alteration(whole: JournalExport, seed: number): Altered {
  const random = seeded(seed);
  const at = random(whole.blocks.length);
  const block = whole.blocks[at];
  const alter = ALTERATIONS[KINDS[seed % KINDS.length] ?? ""];
  if (!block || !alter) throw new Error("nothing to alter");
  return alter(whole, { at, block, index: random(block.lines.length) }, random);
}

function lineAt({ block, index }: Place): string {
  return block.lines[index] ?? "";
}

function altered(
  kind: string,
  whole: JournalExport,
  { at, block, index }: Place,
  change: (lines: readonly string[]) => readonly string[],
): Altered {
  const { table, firstSequence } = block.page;
  const blocks = whole.blocks.with(at, { page: block.page, lines: change(block.lines) });
  return { kind, export: { ...whole, blocks }, table, sequence: firstSequence + index };
}

/** Changes an entry and makes all hashes behind it anew: all that is missing is the key. */
function rechained(whole: JournalExport, { at, block, index }: Place): Altered {
  const { table, operatorId } = block.page;
  const sequence = block.page.firstSequence + index;
  let head = { sequence: block.page.firstSequence - 1, hash: block.page.previousHash };
  const blocks = whole.blocks.map((each, position) => {
    if (each.page.table !== table || position < at) return each;
    const facts = each.lines.map((line) => {
      const { sequence: own, ...fact } = JSON.parse(line) as AuditEntry;
      return own === sequence ? { ...fact, actor: "somebody-else" } : fact;
    });
    const made = pageAfter({ operatorId, table }, head, facts, sha256);
    head = headAfter(made.page);
    return made;
  });
  return { kind: "re-chain", export: { ...whole, blocks }, table, sequence };
}

/** What may happen to an export that nobody tampers with: its blocks in another order, in other files, in other pieces. */
export function harmlessVariant(whole: JournalExport, seed: number): JournalExport {
  const random = seeded(seed);
  const order = whole.blocks.map((block) => ({ block, key: random(1_000_000) }));
  const blocks = order.toSorted((one, other) => one.key - other.key).map(({ block }) => block);
  const statements = random(2) === 0 ? whole.statements : whole.statements.toReversed();
  return { ...whole, blocks, statements };
}

/** Whether the finding names the altered entry, or the shortest stretch that signatures can tell. */
export function namesPlace(
  finding: Finding | undefined,
  { table, sequence }: { table: string; sequence: number },
) {
  if (finding?.chain?.table !== table || finding.sequence === undefined) return false;
  const { sequence: from, upTo } = finding;
  return upTo === undefined ? from === sequence : from <= sequence && sequence <= upTo;
}
