import { checkAnchors } from "./check-anchors.ts";
import { checkChain } from "./check-chain.ts";
import type { CollectedExport } from "./collect-export.ts";
import type { Finding } from "./finding.ts";
import { openStatements } from "./open-statements.ts";
import { chainText, proofsOf } from "./proofs.ts";

/** What was found out about an export. */
export interface Verdict {
  readonly findings: readonly Finding[];
  readonly entries: number;
  readonly chains: number;
  readonly anchors: number;
  readonly fingerprints: readonly string[];
}

export interface JudgeOptions {
  /** Fingerprints of the keys that count; absent where the reader compares them. */
  readonly trusted?: ReadonlySet<string>;
  /** The sealed copy in a bucket goes on growing: there is no statement of an export, and its end is not proven. */
  readonly withoutStatement?: boolean;
}

/** Judges what was collected of one operator's export. */
export function judge(collected: CollectedExport, options: JudgeOptions = {}): Verdict {
  const { pages, statements, publicKeys, entries } = collected;
  const opened = openStatements(statements, publicKeys, options.trusted);
  const [statement, ...others] = opened.exports;
  const findings = [...collected.findings, ...opened.findings];
  if (others.length > 0) {
    findings.push({ what: "inserted", because: "there are statements of two exports" });
  }
  if (!statement && !options.withoutStatement) {
    findings.push({ what: "unproven", because: "the signed statement of the export is missing" });
  }
  findings.push(...checkAnchors(opened.anchors, statement));
  const byChain = Map.groupBy(pages, chainText);
  const proofs = proofsOf(pages, opened.anchors, statement);
  for (const [name, proof] of proofs) findings.push(...checkChain(proof, byChain.get(name) ?? []));
  for (const [name, [first]] of byChain) {
    if (proofs.has(name) || !first) continue;
    const { operatorId, table, firstSequence: sequence } = first;
    const because = "no statement knows this chain";
    findings.push({ what: "inserted", chain: { operatorId, table }, sequence, because });
  }
  const { anchors, fingerprints } = opened;
  return { findings, entries, chains: proofs.size, anchors: anchors.length, fingerprints };
}
