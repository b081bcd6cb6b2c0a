import {
  type ChainHead,
  type ChainName,
  headAfter,
  type JournalPage,
} from "#domain/audit/chain.ts";
import type { Finding } from "./finding.ts";

/** A claim that somebody signed: at this sequence the chain had this hash. */
export interface ProvenHead extends ChainHead {
  /** What claims it, for people. */
  readonly by: string;
}

/** What a chain is held against. */
export interface ChainProof {
  readonly chain: ChainName;
  /** What the first page must follow. */
  readonly after: ChainHead;
  /** In the order of their sequence. */
  readonly heads: readonly ProvenHead[];
}

/** Holds a chain's pages against each other and against what was signed. */
export function checkChain(proof: ChainProof, pages: readonly JournalPage[]): Finding[] {
  const { chain, after, heads } = proof;
  const sorted = pages.toSorted((one, other) => one.firstSequence - other.firstSequence);
  const findings: Finding[] = [];
  const known = new Map<number, string>([[after.sequence, after.hash]]);
  let last = after;
  for (const page of sorted) {
    const finding = breakBefore(chain, last, page);
    if (finding) findings.push(finding);
    last = headAfter(page);
    known.set(last.sequence, last.hash);
  }
  let good = after.sequence;
  for (const head of heads) {
    const finding = contradiction(proof, { head, good, last, hash: known.get(head.sequence) });
    if (finding) findings.push(finding);
    else good = head.sequence;
  }
  return findings;
}

function breakBefore(chain: ChainName, last: ChainHead, page: JournalPage): Finding | undefined {
  const expected = last.sequence + 1;
  if (page.firstSequence > expected) {
    const because = "entries up to the next page are missing";
    const upTo = page.firstSequence - 1;
    return { what: "removed", chain, sequence: expected, upTo, because };
  }
  if (page.firstSequence < expected) {
    const because = "another page has entries of the same numbers";
    return { what: "inserted", chain, sequence: page.firstSequence, because };
  }
  if (page.previousHash === last.hash) return undefined;
  const because = "the page does not follow the one before it";
  return { what: "changed", chain, sequence: page.firstSequence, because };
}

function contradiction(
  { chain, after }: ChainProof,
  claim: {
    readonly head: ProvenHead;
    /** Up to where what was signed agrees with what is there. */
    readonly good: number;
    readonly last: ChainHead;
    readonly hash: string | undefined;
  },
): Finding | undefined {
  const { head, good, last, hash } = claim;
  if (head.sequence < after.sequence || hash === head.hash) return undefined;
  if (head.sequence > last.sequence) {
    const because = `${head.by} knows of entries that are not there`;
    return { what: "removed", chain, sequence: last.sequence + 1, upTo: head.sequence, because };
  }
  const because =
    hash === undefined
      ? `${head.by} ends inside a page`
      : `${head.by} has another hash: the chain was written anew`;
  return { what: "changed", chain, sequence: good + 1, upTo: head.sequence, because };
}
