import type { StoredHead } from "./append.ts";
import type { ChainName, JournalPage, Sha256 } from "./chain.ts";
import { JOURNALED_TABLES } from "./kind-of.ts";
import type { AnchoredChain, AnchorStatement, SignedStatement, Statement } from "./statement.ts";

/** A page of the journal with its number and its lines. */
interface NumberedPage {
  readonly page: JournalPage;
  readonly pageNumber: number;
  readonly lines: readonly string[];
}

/** Signs a statement, and gives the public half of the key (SubjectPublicKeyInfo, DER, base64). */
export type SignStatement = (
  statement: Statement,
) => Promise<{ readonly signed: SignedStatement; readonly publicKey: string }>;

/** The copy that nobody can change. What is put twice is there once. */
export interface SealedJournal {
  /** The operators of which there is something. */
  readonly operators: () => Promise<readonly string[]>;
  /** The last page that is sealed; `behind` is one that is known to be. */
  readonly lastSealedPage: (chain: ChainName, behind: number) => Promise<number>;
  readonly putPages: (chain: ChainName, pages: readonly NumberedPage[]) => Promise<void>;
  readonly lastAnchor: (
    operatorId: string,
  ) => Promise<{ readonly anchor: AnchorStatement; readonly text: string } | undefined>;
  readonly putAnchor: (
    anchor: AnchorStatement,
    proof: Awaited<ReturnType<SignStatement>>,
  ) => Promise<void>;
  /** The records of the anchors of these days, as lines of an export. */
  readonly anchorLines: (
    operatorId: string,
    from: string,
    to: string,
  ) => Promise<readonly string[]>;
}

export interface SealPorts {
  readonly lastPage: (chain: ChainName) => Promise<StoredHead | undefined>;
  readonly pagesAfter: (chain: ChainName, pageNumber: number) => Promise<readonly NumberedPage[]>;
  readonly sealed: SealedJournal;
  readonly sign: SignStatement;
  readonly sha256: Sha256;
  readonly now: () => string;
}

const DAY_MS = 86_400_000;

/**
 * Seals what an operator's journal has new: 1. copies the pages that are not in the sealed copy yet, 2. once a day, for
 * the day that is over, signs where every chain stands now. Safe to run twice, and again after a crash. Gives how many
 * pages were copied.
 */
export async function sealOperator(operatorId: string, ports: SealPorts): Promise<number> {
  const { sealed, now } = ports;
  const last = await sealed.lastAnchor(operatorId);
  const chains: AnchoredChain[] = [];
  let copied = 0;
  for (const table of JOURNALED_TABLES) {
    const chain = { operatorId, table };
    const anchored = last?.anchor.chains.find((each) => each.table === table);
    const head = await ports.lastPage(chain);
    if (!head) continue;
    copied += await sealChain(chain, anchored?.pageNumber ?? 0, head, ports);
    const { sequence, hash, pageNumber } = head;
    chains.push({ table, sequence, hash, pageNumber });
  }
  const at = now();
  const day = new Date(Date.parse(at) - DAY_MS).toISOString().slice(0, "2026-01-01".length);
  if (chains.length === 0 || (last && last.anchor.day >= day)) return copied;
  const anchor: AnchorStatement = {
    type: "anchor",
    operatorId,
    day,
    at,
    chains,
    ...(last && { previousAnchorHash: ports.sha256(last.text) }),
  };
  await sealed.putAnchor(anchor, await ports.sign(anchor));
  return copied;
}

/** Copies a chain up to its head: an anchor must not claim what the sealed copy does not have. */
async function sealChain(
  chain: ChainName,
  anchored: number,
  head: StoredHead,
  { sealed, pagesAfter }: SealPorts,
): Promise<number> {
  let from = await sealed.lastSealedPage(chain, anchored);
  let copied = 0;
  while (from < head.pageNumber) {
    const pages = (await pagesAfter(chain, from)).filter(
      ({ pageNumber }) => pageNumber <= head.pageNumber,
    );
    const last = pages.at(-1);
    if (!last) throw new Error(`pages of ${chain.table} of ${chain.operatorId} are missing`);
    await sealed.putPages(chain, pages);
    from = last.pageNumber;
    copied += pages.length;
  }
  return copied;
}
