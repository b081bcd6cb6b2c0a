import { type ChainName, genesisHash, type JournalPage } from "#domain/audit/chain.ts";
import type { ExportedChain, ExportStatement } from "#domain/audit/statement.ts";
import type { ChainProof, ProvenHead } from "./check-chain.ts";
import type { OpenedStatements } from "./open-statements.ts";
import { sha256 } from "./sha256.ts";

type Anchors = OpenedStatements["anchors"];

/** What each chain is held against, by `<operator> <table>`: the chains of the export's statement, else all there are. */
export function proofsOf(
  pages: readonly JournalPage[],
  anchors: Anchors,
  statement: ExportStatement | undefined,
): ReadonlyMap<string, ChainProof> {
  const proofs = new Map<string, ChainProof>();
  for (const chain of statement ? chainsOf(statement) : [...pages, ...anchors.flatMap(chainsOf)]) {
    const name = chainText(chain);
    if (proofs.has(name)) continue;
    const exported = statement?.chains.find(({ table }) => table === chain.table);
    proofs.set(name, proofOf(chain, anchors, exported));
  }
  return proofs;
}

/** A chain's name as a key. */
export function chainText({ operatorId, table }: ChainName): string {
  return `${operatorId} ${table}`;
}

function chainsOf({
  operatorId,
  chains,
}: {
  readonly operatorId: string;
  readonly chains: readonly { readonly table: string }[];
}): ChainName[] {
  return chains.map(({ table }) => ({ operatorId, table }));
}

function proofOf(
  { operatorId, table }: ChainName,
  anchors: Anchors,
  exported: ExportedChain | undefined,
): ChainProof {
  const chain = { operatorId, table };
  const genesis = { sequence: 0, hash: genesisHash(chain, sha256) };
  const anchored: ProvenHead[] = anchors
    .filter((anchor) => anchor.operatorId === operatorId)
    .flatMap(({ day, chains }) =>
      chains
        .filter((each) => each.table === table)
        .map(({ sequence, hash }) => ({ sequence, hash, by: `the anchor of ${day}` })),
    );
  if (!exported) return { chain, after: genesis, heads: bySequence(anchored) };
  const { after, head } = exported;
  const within = anchored.filter(({ sequence }) => sequence <= head.sequence);
  return {
    chain,
    after: after.sequence === 0 ? genesis : after,
    heads: bySequence([...within, { ...head, by: "the statement of the export" }]),
  };
}

function bySequence(heads: readonly ProvenHead[]): readonly ProvenHead[] {
  return heads.toSorted((one, other) => one.sequence - other.sequence);
}
