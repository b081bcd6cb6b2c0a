import {
  type ChainHead,
  type ChainName,
  genesisHash,
  headAfter,
  type JournalPage,
  pageAfter,
  type Sha256,
} from "./chain.ts";
import type { AuditFacts } from "./entry.ts";
import type { SearchTerm } from "./index-of-page.ts";
import { isRecorded, positionsWith, type SourcePositions } from "./stream-order.ts";

/** A page as it is stored. */
export interface StoredPage {
  readonly page: JournalPage;
  /** Counts from 1. */
  readonly pageNumber: number;
  readonly lines: readonly string[];
  /** When its newest change was made, ISO 8601 UTC. */
  readonly at: string;
  readonly positions: SourcePositions;
  readonly terms: readonly SearchTerm[];
}

/** The end of a stored chain. */
export interface StoredHead extends ChainHead {
  readonly pageNumber: number;
  readonly positions: SourcePositions;
}

/** Where pages are kept; nothing in it can be changed. */
export interface Journal {
  readonly lastPage: (chain: ChainName) => Promise<StoredHead | undefined>;
  /** False where somebody else has just written a page of this number. */
  readonly putPage: (stored: StoredPage) => Promise<boolean>;
}

/** A change with its place in the stream, as it comes in. */
export interface Arrival {
  readonly sequenceNumber: string;
  readonly facts: AuditFacts;
  readonly terms: readonly SearchTerm[];
}

export interface AppendPorts {
  readonly journal: Journal;
  readonly sha256: Sha256;
}

/** Other writers of a chain are as many as its table's shards; each of them gets through once in a while. */
const ATTEMPTS = 20;

/**
 * Puts what arrived from one shard behind a chain, each change once however often it comes: 1. leave out what the chain
 * has already, 2. make a page, 3. store it under the next number, 4. where that is taken, read the chain's end again.
 * `known` is the end as the caller remembers it. Gives the new end.
 */
export async function append(
  chain: ChainName,
  shardId: string,
  arrivals: readonly Arrival[],
  ports: AppendPorts,
  known?: StoredHead,
): Promise<StoredHead | undefined> {
  let head = known ?? (await ports.journal.lastPage(chain));
  let left = arrivals;
  for (let attempt = 0; attempt < ATTEMPTS; ) {
    const { positions = {} } = head ?? {};
    left = left.filter(({ sequenceNumber }) => !isRecorded(positions, shardId, sequenceNumber));
    if (left.length === 0) return head;
    const part = firstPart(left);
    const stored = nextPage(chain, head, shardId, part, ports.sha256);
    if (await ports.journal.putPage(stored)) {
      head = {
        ...headAfter(stored.page),
        pageNumber: stored.pageNumber,
        positions: stored.positions,
      };
    } else {
      attempt += 1;
      head = await ports.journal.lastPage(chain);
    }
  }
  throw new Error(`the chain ${chain.table} of ${chain.operatorId} is written by too many at once`);
}

function nextPage(
  chain: ChainName,
  head: StoredHead | undefined,
  shardId: string,
  part: readonly Arrival[],
  sha256: Sha256,
): StoredPage {
  const before = head ?? { sequence: 0, hash: genesisHash(chain, sha256) };
  const facts = part.map((arrival) => arrival.facts);
  const { page, lines } = pageAfter(chain, before, facts, sha256);
  const last = part.at(-1);
  const at = facts.reduce((latest, fact) => (fact.at > latest ? fact.at : latest), "");
  const position = { sequenceNumber: last?.sequenceNumber ?? "", at };
  return {
    page,
    lines,
    at,
    pageNumber: (head?.pageNumber ?? 0) + 1,
    positions: positionsWith(head?.positions ?? {}, shardId, position),
    terms: distinct(part),
  };
}

/** What one item of 400 KB, and one transaction of 100 items, can hold for certain. */
const MOST_CHARACTERS = 200_000;
const MOST_ENTRIES = 500;
const MOST_TERMS = 90;

/** As many arrivals from the beginning as fit a page, one at least. */
function firstPart(arrivals: readonly Arrival[]): readonly Arrival[] {
  const terms = new Set<string>();
  let characters = 0;
  for (const [index, { facts, terms: own }] of arrivals.entries()) {
    characters += JSON.stringify(facts).length;
    for (const { by, value } of own) terms.add(`${by} ${value}`);
    const isFull =
      characters > MOST_CHARACTERS || terms.size > MOST_TERMS || index === MOST_ENTRIES;
    if (isFull && index > 0) return arrivals.slice(0, index);
  }
  return arrivals;
}

function distinct(part: readonly Arrival[]): readonly SearchTerm[] {
  const terms = part.flatMap((arrival) => arrival.terms);
  return [...new Map(terms.map((term) => [`${term.by} ${term.value}`, term])).values()];
}
