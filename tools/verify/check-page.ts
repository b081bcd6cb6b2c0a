import { type JournalPage, MARK_LENGTH, nextHash } from "#domain/audit/chain.ts";
import type { Finding } from "./finding.ts";
import { sha256 } from "./sha256.ts";

/** Checks the entries of one page against its marks and its hash; undefined where they are what was written. */
export function checkPage(page: JournalPage, lines: readonly string[]): Finding | undefined {
  const { firstSequence, count, marks } = page;
  const at = (index: number, what: Finding["what"], because: string): Finding => ({
    what,
    chain: { operatorId: page.operatorId, table: page.table },
    sequence: firstSequence + index,
    because,
  });
  let hash = page.previousHash;
  for (const [index, line] of lines.entries()) {
    if (index === count) return at(index, "inserted", "the page has more entries than it says");
    hash = nextHash(hash, line, sha256);
    if (!marks.startsWith(hash.slice(0, MARK_LENGTH), index * MARK_LENGTH)) {
      return at(index, whatHappened(page, lines, index), "the hash is another than was written");
    }
    if (!bears(line, firstSequence + index)) {
      return at(index, "reordered", "the entry does not bear the number of its place");
    }
  }
  if (lines.length < count) {
    return at(lines.length, "removed", "the page has fewer entries than it says");
  }
  if (hash !== page.hash || marks.length !== count * MARK_LENGTH) {
    return at(0, "changed", "the page's hash is not that of its entries");
  }
  return undefined;
}

function whatHappened(
  { firstSequence, count }: JournalPage,
  lines: readonly string[],
  index: number,
): Finding["what"] {
  const expected = firstSequence + index;
  const sequences = lines.map(sequenceOf);
  if (lines.length > count) return "inserted";
  const isPresent = sequences.includes(expected);
  if (lines.length < count) return isPresent ? "changed" : "removed";
  if (sequences[index] === expected) return "changed";
  return isPresent ? "reordered" : "changed";
}

/** Parsing a million lines would take longer than hashing them. */
function bears(line: string, sequence: number): boolean {
  const member = `"sequence":${sequence}`;
  return line.includes(`${member},`) || line.includes(`${member}}`);
}

function sequenceOf(line: string): number | undefined {
  try {
    const { sequence } = JSON.parse(line) as { readonly sequence?: unknown };
    return typeof sequence === "number" ? sequence : undefined;
  } catch {
    return undefined;
  }
}
